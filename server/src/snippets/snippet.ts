import type { GuidanceId } from "../guidance/ids.generated";

/** Where a snippet can stand. `file`: as the whole of a new file; the others are found by `languages/places.ts`. */
export type PlaceName =
  | "file"
  | "kubernetes/metadata"
  | "kubernetes/pod-spec"
  | "kubernetes/container"
  | "kubernetes/workload-spec"
  | "compose/top-level"
  | "compose/services"
  | "compose/service"
  | "dockerfile/instruction"
  | "terraform/block"
  | "playbook/step";

/** What a place says of itself that a snippet can be filled with. */
export type PlaceFacts = Readonly<Partial<Record<"name" | "port" | "app" | "label" | "image", string>>>;

/** A piece of text to start from, with tab stops. Kept in snippets/*.json in VS Code's format, with a few keys more. */
export interface Snippet {
  /** What is typed, and its identity: unique over all languages. `pl-…` for whole files. */
  readonly prefix: string;
  readonly title: string;
  readonly description: string;
  readonly language: "kubernetes" | "compose" | "dockerfile" | "terraform" | "playbook";
  readonly group: string;
  readonly place: PlaceName;
  readonly guidance: readonly GuidanceId[];
  /** Which tab stops the place can fill: `{ "2": "port" }`. */
  readonly context: Readonly<Record<string, keyof PlaceFacts>>;
  /** Snippet text, `\n` between lines. */
  readonly body: string;
}

/** The text with the tab stops that a place can fill holding what it says. */
export function filled({ body, context }: Snippet, facts: PlaceFacts): string {
  return Object.entries(context).reduce((text, [stop, fact]) => {
    const value = facts[fact];
    return value === undefined
      ? text
      : text.replaceAll(new RegExp(`\\$\\{${stop}(?::[^{}]*|\\|[^{}]*\\|)\\}`, "g"), `\${${stop}:${value.replace(/[\\$}]/g, "\\$&")}}`);
  }, body);
}
