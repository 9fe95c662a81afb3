import { joinWords } from "../../../core/words";
import type { Mapping } from "../../yaml/mapping";
import { RBAC } from "../rbac";
import type { HoverSource } from "./hover";

/** What a rule of a role allows, in words. */
export const rbacHovers: HoverSource = function* (object) {
  if (!object.is(RBAC, "Role", "ClusterRole")) return;
  const where = object.kind === "Role" ? "in its namespace" : "in every namespace, or in one where a RoleBinding gives it";
  for (const rule of object.root.list("rules").maps()) {
    const sentence = inWords(rule, where);
    if (sentence === undefined) continue;
    for (const key of ["apiGroups", "resources", "verbs", "resourceNames", "nonResourceURLs"])
      if (rule.has(key)) yield { at: rule.keyRange(key), lines: [sentence] };
  }
};

function inWords(rule: Mapping, where: string): string | undefined {
  const words = (key: string): readonly string[] | undefined => {
    const list = rule.list(key);
    const strings = list.strings();
    return list.open || strings.length !== list.length ? undefined : strings;
  };
  const [verbs, groups, resources, names, urls] = ["verbs", "apiGroups", "resources", "resourceNames", "nonResourceURLs"].map(words);
  if (!verbs?.length || !groups || !resources || !names || !urls) return undefined;
  const may = `May **${verbs.includes("*") ? "do anything with" : joinWords(verbs)}**`;
  if (urls.length) return `${may} the paths ${joinWords(urls)} of the API server.`;
  if (!resources.length || !groups.length) return undefined;
  const which = names.length ? `, only ${names.length === 1 ? "the one" : "those"} called ${joinWords(names, "or")},` : "";
  const groupWords = groups.map((group) => (group === "" ? "the core group" : group));
  const from = groups.includes("*") ? "every API group" : joinWords(groupWords);
  return `${may} ${resources.includes("*") ? "every resource" : joinWords(resources)}${which} of ${from}, ${where}.`;
}
