import { join } from "../../core/path";
import type { Query } from "../../core/rule";
import { query } from "../../core/rule";
import type { Range } from "../../core/text";
import type { PartLink } from "../links";
import type { YamlTree } from "../yaml/node";
import { walkScalars } from "./tree";
import { at, isMap, textOf } from "./data";
import type { Data } from "./data";
import { dotenvVariable } from "./dotenv";
import { fileOf } from "./queries";
import { variablesOf } from "./template";

/** Files that services are built from, read and extend; included files; and the lines of `.env` that set variables. */
export const composeLinks: Query<PartLink> = query(["compose"], function* (reading) {
  const file = fileOf(reading);
  if (!file) return;
  const link = (range: Range, path: string, tooltip: string): PartLink => ({ range, target: { path: join(file.folder, path) }, tooltip });
  for (const service of file.services) {
    for (const item of service.items("env_file")) {
      const path = pathOf(item.data);
      if (path !== undefined && item.key === undefined) yield link(item.at, path, "variables of the service");
    }
    const build = service.written.map("build");
    const context = build.string("context") ?? service.written.string("build");
    if (context !== undefined) {
      const dockerfile = build.string("dockerfile") ?? "Dockerfile";
      const place = build.has("dockerfile")
        ? build.rangeOf("dockerfile")
        : build.has("context")
          ? build.rangeOf("context")
          : service.written.rangeOf("build");
      yield link(place, `${context}/${dockerfile}`, "built with this Dockerfile");
    }
    const base = service.written.map("extends");
    const extended = base.string("file");
    if (extended !== undefined) yield link(base.rangeOf("file"), extended, "extends a service of this file");
  }
  for (const field of file.root.list("include").scalars())
    if (field.state === "known" && field.value !== null) yield link(field.at, String(field.value), "included");
  for (const entry of file.root.list("include").maps()) {
    const path = entry.string("path");
    if (path !== undefined) yield link(entry.rangeOf("path"), path, "included");
  }
  const variables = reading.scope.all(dotenvVariable, `${file.folder}/.env`);
  for (const scalar of walkScalars((reading.tree as YamlTree).root))
    for (const [i, mask] of (scalar.masks ?? []).entries()) {
      const name = variablesOf(scalar.source)[i]?.name;
      const found = variables.find(({ value }) => value.name === name);
      if (found) yield { range: { start: mask.start, end: mask.end }, target: { path: found.at.file }, tooltip: "set in .env" };
    }
});

const pathOf = (data: Data): string | undefined => textOf(isMap(data) ? at(data, "path") : data);
