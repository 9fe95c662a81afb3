import { defineRule, query } from "../../core/rule";
import { SKETCH_ABOVE } from "../../languages/yaml/parse";

const LONG = `apiVersion: v1\nkind: ConfigMap\n^^^^^^^^^^ info: This document is longer than 256 kB: only its outline is read.\nmetadata:\n  name: blob\ndata:\n  blob: ${"x".repeat(SKETCH_ABOVE)}\n`;

/** Its schema is never read, whatever its length. */
const OUTLINE_ONLY = /^kind:\s*["']?CustomResourceDefinition\b/m;

export default defineRule({
  id: "plimsoll/part-too-large",
  summary: "Document too large to be read whole",
  severity: "info",
  preset: "recommended",
  category: "maintainability",
  since: "0.1.0",
  guidance: [],
  equivalents: [],
  references: [],
  rationale:
    "An editor must not stall on a generated file, so of a document over 256 kB only the keys at the left margin are read and no rule judges the rest. Split it, or keep generated data in a file of its own.",
  examples: [
    {
      title: "a ConfigMap of 256 kB",
      source: LONG.replace(
        "kind: ConfigMap\n^^^^^^^^^^ info: This document is longer than 256 kB: only its outline is read.\n",
        "^^^^^^^^^^ info: This document is longer than 256 kB: only its outline is read.\nkind: ConfigMap\n",
      ),
    },
    { title: "an ordinary one", source: "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: small\n" },
  ],
  on: query(["kubernetes", "helm-template", "compose"], ({ part }) =>
    part.text.length > SKETCH_ABOVE && !OUTLINE_ONLY.test(part.text) ? [part.text] : [],
  ),
  *check(text) {
    const start = text.search(/^[A-Za-z]/m);
    const end = start + (/^[\w.-]+/.exec(text.slice(start))?.[0].length ?? 1);
    yield { at: { start, end }, message: "This document is longer than 256 kB: only its outline is read." };
  },
});
