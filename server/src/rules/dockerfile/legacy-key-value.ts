import type { Edit } from "../../core/edit";
import { dockerfile } from "../../core/example";
import type { Anchor } from "../../core/place";
import { defineRule } from "../../core/rule";
import { range } from "../../core/text";
import { dockerfileLegacyPair } from "../../languages/dockerfile/facts";
import { parseDockerfilePart } from "../../languages/dockerfile/part";
import { pairs } from "../../languages/dockerfile/queries";

export default defineRule({
  id: "dockerfile/legacy-key-value",
  summary: "ENV or LABEL with a blank instead of an equals sign",
  severity: "hint",
  preset: "recommended",
  category: "maintainability",
  since: "0.1.0",
  guidance: [],
  equivalents: ["buildkit:LegacyKeyValueFormat", "dockerfile-utils:SYNTAX_MISSING_EQUALS"],
  references: [
    "https://docs.docker.com/reference/build-checks/legacy-key-value-format/",
    "https://docs.docker.com/reference/dockerfile/#env",
  ],
  rationale:
    "In the old form everything behind the name is one value, so a second variable added to the line silently becomes part of the first. " +
    "The form is deprecated; `NAME=value` takes several pairs and quotes, and means the same today.",
  examples: [
    {
      title: "all of a file at once",
      source: dockerfile`
FROM alpine:3.22
ENV PATH /opt/app/bin:$PATH
         ^^^^^^^^^^^^^^^^^^ 💡 hint: ENV PATH has no "=": the old form takes the rest of the line as one value, here and in 2 more lines.
# said at the door
ENV  GREETING	hello $NAME
LABEL note "as it was"
ENV A=1
`,
      fixed: dockerfile`
FROM alpine:3.22
ENV PATH=/opt/app/bin:$PATH
# said at the door
ENV  GREETING="hello $NAME"
LABEL note="as it was"
ENV A=1
`,
    },
    {
      title: "a name and a value on two lines",
      source: dockerfile`
FROM alpine:3.22
ENV OPTIONS \
    --fast
    ^^^^^^ 💡 hint: ENV OPTIONS has no "=": the old form takes the rest of the line as one value.
`,
      fixed: dockerfile`
FROM alpine:3.22
ENV OPTIONS=--fast
`,
    },
    {
      title: "quotes and blanks mixed are left to a person",
      source: dockerfile`
FROM alpine:3.22
ENV OPTS -Dname="a b" -v
         ^^^^^^^^^^^^^^^ hint: ENV OPTS has no "=": the old form takes the rest of the line as one value.
`,
    },
    { title: "with an equals sign", source: `FROM alpine:3.22\nENV A=1 B="two words"\nLABEL note=x\nARG NAME\n` },
  ],
  safeFix: "`ENV name value` and `ENV name=value` set the same variable to the same value; quotes are added where the value has blanks",
  on: pairs("ENV", "LABEL"),
  *check({ pair, node, name }, _context, scope) {
    if (!pair.legacy || !pair.value) return;
    const { part, path } = node.reading;
    const all = node.onbuild ? [] : scope.all(dockerfileLegacyPair, path);
    // Said once a file: what is repaired together is reported together.
    if (all.length > 0 && all[0]?.at.part.id !== part.id) return;
    const more = all.length > 1 ? `, here and in ${all.length - 1} more line${all.length > 2 ? "s" : ""}` : "";
    yield {
      at: pair.value.range,
      tag: "deprecated",
      message: `${node.keyword} ${name} has no "=": the old form takes the rest of the line as one value${more}.`,
      // The other lines are read when somebody asks for the fix.
      get fixes() {
        const edits = all.flatMap(({ at }) => withEquals(at));
        return edits.length > 0 ? [{ title: "Write it with =", safety: "safe" as const, edits }] : [];
      },
    };
  },
});

/** The edits of one instruction; none where the value would have to be quoted anew. */
function withEquals({ file, part }: Anchor): Edit[] {
  const [pair] = parseDockerfilePart(part).instruction?.pairs ?? [];
  const value = pair?.value;
  if (!pair?.legacy || !value || value.template === undefined || !pair.name.editable) return [];
  const gap = range(pair.name.range.end, value.range.start);
  // A comment between the lines would be lost.
  if (part.text.slice(gap.start, gap.end).includes("#")) return [];
  const isWord = isOneWord(value.raw);
  if (!isWord && /["'\\`]/.test(value.raw)) return [];
  const end = range(value.range.end, value.range.end);
  return [
    { at: { file, part, range: gap }, text: isWord ? "=" : '="' },
    ...(isWord ? [] : [{ at: { file, part, range: end }, text: '"' }]),
  ];
}

/** Whether blanks stand between quotes only, so that the value stays one word. */
const isOneWord = (raw: string): boolean => /^(?:[^\s"'\\`]|"[^"\\`]*"|'[^']*')+$/.test(raw);
