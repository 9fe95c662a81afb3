/** Turns the counts and verdicts into docs/precision.md. What a person wrote between the marks stays. */
import { add, isListed } from "./count.mjs";
import { languageOf, nameOf } from "./sample.mjs";

const marks = ["<!-- reading:start -->", "<!-- reading:end -->"];

const table = (head, rows) => [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
const number = (value) => value.toLocaleString("en-US");
const percent = (part, whole) => `${whole ? ((100 * part) / whole).toFixed(1) : "0.0"}%`;

/** @param {readonly number[]} values */
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * @param {object} results
 * @param {readonly import("./count.mjs").Counted[]} results.counted
 * @param {readonly { name: string, commit: string }[]} results.absent
 * @param {readonly import("./sample.mjs").Found[]} results.sample
 * @param {ReturnType<typeof import("./sample.mjs").readVerdicts>} results.verdicts
 * @param {string} before the document as it was
 */
export function report({ counted, absent, sample, verdicts }, before) {
  const density = ({ findings, lines }) => (1000 * findings.filter(isListed).length) / lines;
  const rows = counted.map((each) => [
    each.name,
    number(each.files),
    number(each.lines),
    number(each.findings.filter(isListed).length),
    number(each.findings.filter((found) => !isListed(found)).length),
    density(each).toFixed(1),
    `${each.worstContainer.count}`,
    `${each.worstFile.count}`,
  ]);
  const all = counted.flatMap(({ findings }) => findings);
  const middle = median(counted.map(density));
  const container = counted.reduce((most, each) => (each.worstContainer.count > most.worstContainer.count ? each : most), counted[0]);
  const file = counted.reduce((most, each) => (each.worstFile.count > most.worstFile.count ? each : most), counted[0]);
  const inBudget = (value, limit) => (value <= limit ? `within the budget of ${limit}` : `**over the budget of ${limit}**`);
  return `# Precision

Written by \`npm run noise\`, all but the section about the reading. The recommended preset over public repositories that people who know what
they do keep in order. They lie outside of the checkout; nothing of them is in it. ${counted.length} of ${counted.length + absent.length} repositories were there.

Hints are counted apart: an editor draws them as three dots and lists them nowhere. They are among what is read one by one.

- Findings per 1,000 lines, median over the repositories: ${middle.toFixed(1)}, ${inBudget(Number(middle.toFixed(1)), 5)}.
- Most on one container: ${container.worstContainer.count} (${container.name}, ${container.worstContainer.where}), ${inBudget(container.worstContainer.count, 3)}.
- Most in one file: ${file.worstFile.count} (${file.name}, ${file.worstFile.where}), ${inBudget(file.worstFile.count, 25)}.

## Read one by one

${verdictLines(sample, verdicts)}

${kept(before)}

## Repositories

${table(["repository", "files", "lines", "findings", "hints", "per 1,000 lines", "most on one container", "most in one file"], rows)}
${absent.length ? `\nAbsent: ${absent.map(({ name }) => name).join(", ")}.\n` : ""}
## Rules

A rule with more than 10% of all ${number(all.filter(isListed).length)} findings is marked: it moves to strict, or says several things as one.

${table(["rule", "error", "warning", "info", "hint", "all", "share", ""], ruleRows(all))}
`;
}

/** @param {readonly import("./count.mjs").Found[]} all */
function ruleRows(all) {
  const counts = new Map();
  for (const { rule } of all) add(counts, rule);
  const total = all.filter(isListed).length;
  return [...counts]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([rule, count]) => {
      const own = all.filter((found) => found.rule === rule);
      const levels = ["error", "warning", "info", "hint"].map((level) => number(own.filter(({ severity }) => severity === level).length));
      const listed = own.filter(isListed).length;
      return [rule, ...levels, number(count), percent(listed, total), listed * 10 > total ? "**over 10%**" : ""];
    });
}

/** The sample by language and verdict, and what the budgets say of it. */
function verdictLines(sample, verdicts) {
  const groups = [
    ...["kubernetes", "terraform", "compose", "dockerfile"].map((language) => [
      language,
      sample.filter((found) => languageOf(found) === language),
    ]),
    ["all", sample],
  ];
  const of = (found) => verdicts[nameOf(found)]?.[0] ?? "unread";
  const rows = groups.map(([name, found]) => [
    name,
    found.length,
    ...["right", "wrong", "unwanted", "unread"].map((verdict) => found.filter((each) => of(each) === verdict).length),
    ...["wrong", "unwanted"].map((verdict) =>
      percent(found.filter((each) => of(each) === verdict).length, found.filter((each) => of(each) !== "unread").length),
    ),
  ]);
  const [, , right, wrong, unwanted] = rows[rows.length - 1];
  const read = right + wrong + unwanted;
  const judged = (part, limit) => `${percent(part, read)}, ${100 * part <= limit * read ? "within" : "**over**"} the budget of ${limit}%`;
  return `${table(["sample", "findings", "right", "wrong", "true but unwanted", "not read", "wrong, %", "unwanted, %"], rows)}

Wrong: ${judged(wrong, 3)}. True but unwanted: ${judged(unwanted, 15)}. The sample is every error, and of the rest of
each language as many as there are, at most 150 of Kubernetes and Terraform and 100 of the others, chosen by a hash of their names, at most six of
one rule in one repository; the verdicts are in bench/noise/verdicts.json.`;
}

/** @param {string} before */
function kept(before) {
  const [start, end] = marks.map((mark) => before.indexOf(mark));
  return start >= 0 && end > start ? before.slice(start, end + marks[1].length) : marks.join("\n");
}
