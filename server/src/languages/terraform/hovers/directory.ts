import type { Scope } from "../../../core/scope";
import { Evaluator } from "../evaluate";
import { backendFact, resourceFact } from "../facts";
import { textOf } from "../value";
import { isDataStore } from "../stateful.table";

/** Where the state lies, and what locks it. */
export function* backendLines(scope: Scope): Iterable<string> {
  for (const type of ["s3", "gcs", "azurerm", "local", "http", "consul", "kubernetes", "pg"])
    for (const { value, at } of scope.all(backendFact, type)) {
      const get = (name: string) => {
        const expression = value.attributes[name];
        return expression && textOf(new Evaluator(scope, at).evaluate(expression));
      };
      if (type === "s3") {
        const lock =
          get("use_lockfile") === "true"
            ? "a lock file beside it"
            : get("dynamodb_table") === undefined
              ? "nothing"
              : `the table ${get("dynamodb_table") ?? ""}`;
        yield `State: \`s3://${get("bucket") ?? "…"}/${get("key") ?? "…"}\`, locked by ${lock}.`;
      } else if (type === "gcs") yield `State: \`gs://${get("bucket") ?? "…"}/${get("prefix") ?? ""}\`, locked by the bucket.`;
      else yield `State: in a backend of type ${type}.`;
    }
  if (scope.all(backendFact, "cloud").length + scope.all(backendFact, "remote").length)
    yield "State: in HCP Terraform, locked by each run.";
}

/** What one wrong apply can reach: resources by type, those that hold data by name. */
export function* radiusLines(scope: Scope): Iterable<string> {
  const resources = scope.all(resourceFact).filter(({ value }) => value.type !== "data" && value.type !== "ephemeral");
  if (!resources.length) return;
  const counts = new Map<string, number>();
  for (const { value } of resources) counts.set(value.type, (counts.get(value.type) ?? 0) + 1);
  const ranked = [...counts].sort((a, b) => b[1] - a[1]);
  const most = ranked.slice(0, 6).map(([type, count]) => `${count} ${type}`);
  const rest = ranked.slice(6).reduce((sum, [, count]) => sum + count, 0);
  yield `One apply reaches ${resources.length} ${resources.length === 1 ? "block" : "blocks"}: ${most.join(", ")}${rest ? ` and ${rest} more` : ""}.`;
  const stateful = resources.filter(({ value }) => isDataStore(value.type)).map(({ value }) => `\`${value.address}\``);
  if (stateful.length)
    yield `They hold data: ${stateful.slice(0, 8).join(", ")}${stateful.length > 8 ? ` and ${stateful.length - 8} more` : ""}.`;
}
