import type { RunState } from "./state";

/** A page to look at, such as a dashboard. */
export interface Link {
  readonly title: string;
  readonly url: string;
}

/**
 * The configured pages of a run: `{namespace}`, `{name}`, `{kind}` and `{context}` are filled in, encoded. One that is no address of the web, or
 * whose values are not known, is left out.
 */
export function linksOf(templates: Readonly<Record<string, string>>, { target, object, inputs }: RunState): Link[] {
  const values: Readonly<Record<string, string | undefined>> = {
    namespace: target?.namespace ?? inputs.namespace,
    context: target?.context ?? inputs.context,
    name: object?.name,
    kind: object?.kind,
  };
  return Object.entries(templates).flatMap(([title, template]) => {
    if (typeof template !== "string" || !/^https?:\/\//.test(template)) return [];
    const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
    if (names.some((name) => (values[name] ?? "") === "")) return [];
    return [{ title, url: template.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? "")) }];
  });
}
