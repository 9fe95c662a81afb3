import type { Report, ReportedFinding, Tally } from "../../server/src/service/report";
import { addStyle, element, speakAsTold } from "./element";
import { STYLE } from "./report.css";
import { LEVEL_NAMES, tallyChart } from "./tally-chart";
import { t } from "../../server/src/l10n";

const LEVELS = ["error", "warning", "info", "hint"] as const;
/** Rows of the long table that are drawn at once: more make a browser slow, and nobody reads them. */
const MOST_ROWS = 500;

addStyle(STYLE);
speakAsTold();
const report = JSON.parse(document.getElementById("report")?.textContent ?? "{}") as Report;
const page = document.getElementById("page") ?? document.body;

function summary(): string {
  const files = report.files === 1 ? t("1 file read.") : t("{0} files read.", report.files);
  const { baseline } = report;
  if (!baseline) return files;
  return t("{0} Of the baseline {1} findings are still there and not shown, {2} are gone.", files, baseline.known, baseline.gone);
}

function sections(): HTMLElement[] {
  return [
    ...tallies(t("By rule"), t("Rule"), report.byRule),
    ...tallies(t("By folder"), t("Folder"), report.byFolder),
    ...tallies(t("By language"), t("Language"), report.byLanguage),
    element("h2", {}, t("Findings")),
    ...findings(),
  ];
}

function tallies(title: string, what: string, rows: readonly Tally[]): HTMLElement[] {
  const table = element(
    "table",
    {},
    element(
      "thead",
      {},
      element(
        "tr",
        {},
        element("th", { scope: "col" }, what),
        ...[...LEVELS.map((level) => LEVEL_NAMES[level]()), t("with a fix")].map((word) =>
          element("th", { scope: "col", class: "number" }, word),
        ),
      ),
    ),
    element(
      "tbody",
      {},
      ...rows.map((row) =>
        element(
          "tr",
          {},
          element("th", { scope: "row" }, row.name),
          ...[...LEVELS.map((level) => row[level]), row.fixable].map((value) => element("td", { class: "number" }, String(value))),
        ),
      ),
    ),
  );
  return [
    element("h2", {}, title),
    tallyChart(title, rows),
    element("details", {}, element("summary", {}, t("The same as a table")), scroll(t("Table: {0}", title), table)),
  ];
}

/** What is wider or longer than the page is reached by the arrow keys too. */
const scroll = (label: string, ...children: readonly Node[]): HTMLElement =>
  element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": label }, ...children);

function findings(): HTMLElement[] {
  const body = element("tbody");
  const caption = element("caption", { "aria-live": "polite" });
  const text = element("input", { type: "search", id: "text" });
  const level = element(
    "select",
    { id: "level" },
    element("option", { value: "" }, t("all")),
    ...LEVELS.map((each) => element("option", { value: each }, LEVEL_NAMES[each]())),
  );
  const fixable = element(
    "select",
    { id: "fix" },
    element("option", { value: "" }, t("any")),
    element("option", { value: "safe" }, t("safe")),
    element("option", { value: "suggestion" }, t("suggestion")),
    element("option", { value: "none" }, t("none")),
  );
  const show = (): void => {
    const words = text.value
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== "");
    const found = report.findings.filter(
      (finding) =>
        (level.value === "" || finding.severity === level.value) &&
        (fixable.value === "" || finding.fix === fixable.value) &&
        words.every((word) => `${finding.path} ${finding.rule} ${finding.message}`.toLowerCase().includes(word)),
    );
    const shown = found.slice(0, MOST_ROWS);
    caption.textContent =
      shown.length < found.length
        ? t("{0} of {1}, the first {2} of them shown", found.length, report.findings.length, shown.length)
        : t("{0} of {1}", found.length, report.findings.length);
    body.replaceChildren(...shown.map(row));
  };
  for (const input of [text, level, fixable]) input.addEventListener("input", show);
  show();
  const heads = [t("Level"), t("Place"), t("What"), t("Rule"), t("Fix")].map((head) => element("th", { scope: "col" }, head));
  return [
    element(
      "div",
      { class: "filter" },
      element("label", { for: "text" }, t("Contains"), text),
      element("label", { for: "level" }, t("Level"), level),
      element("label", { for: "fix" }, t("Fix"), fixable),
    ),
    scroll(t("Table of findings"), element("table", {}, caption, element("thead", {}, element("tr", {}, ...heads)), body)),
  ];
}

const SEVERITY = { error: () => t("error"), warning: () => t("warning"), info: () => t("info"), hint: () => t("hint") } as const;
const FIX = { none: () => "", safe: () => t("safe"), suggestion: () => t("suggestion") } as const;

const row = ({ severity, path, line, message, rule, docs, fix }: ReportedFinding): HTMLElement =>
  element(
    "tr",
    {},
    element("td", { class: `level ${severity}` }, SEVERITY[severity]()),
    element("td", {}, `${path}:${line}`),
    element("td", { class: "message" }, message),
    element("td", {}, element("a", { href: docs, rel: "noreferrer" }, rule)),
    element("td", {}, FIX[fix]()),
  );

function workloads(): HTMLElement[] {
  if (!report.workloads.length) return [];
  const items = report.workloads.map(({ title, path, checks }) => {
    const passed = checks.filter(({ open }) => !open.length).length;
    return element(
      "details",
      {},
      element("summary", {}, t("{0}, {1}: {2} of {3} checks", title, path, passed, checks.length)),
      element(
        "ul",
        {},
        ...checks.map((check) =>
          element(
            "li",
            {},
            check.open.length ? t("no: {0}", check.title) : t("yes: {0}", check.title),
            ...(check.open.length ? [element("ul", {}, ...check.open.map((message) => element("li", { class: "soft" }, message)))] : []),
          ),
        ),
      ),
    );
  });
  return [element("h2", {}, t("Ready to roll out")), ...items];
}

page.replaceChildren(
  element("h1", {}, report.title),
  element("p", { class: "soft" }, summary()),
  element(
    "ul",
    { class: "counts" },
    ...LEVELS.map((level) => element("li", { class: level }, element("b", {}, String(report.total[level])), LEVEL_NAMES[level]())),
    element("li", {}, element("b", {}, String(report.total.fixable)), t("with a fix")),
  ),
  ...(report.findings.length ? sections() : [element("p", {}, t("Nothing to report."))]),
  ...workloads(),
);
