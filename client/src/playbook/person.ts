import * as vscode from "vscode";
import type { Input } from "../../../server/src/languages/playbook/shape";
import { valueProblem } from "../../../server/src/playbook/call";
import type { Offer } from "./cluster";
import type { LiveRun } from "./live";
import type { Person } from "./ports";

const titleOf = ({ stored: { state } }: LiveRun): string =>
  [state.playbook.title, state.target?.context ?? state.inputs.context, state.object?.name]
    .filter((text) => text !== undefined)
    .join(" · ");

/** Asks the person at the window. Turning away is always an answer, and means that nothing happens. */
export const person: Person = {
  async input(run, name, input, problem, offers) {
    const { choices, secret, title } = input;
    const common = { title: titleOf(run), ignoreFocusOut: true };
    if (offers.length) {
      const picked = await pickOffer(common, title, offers);
      if (picked !== TYPE_IT) return picked;
    }
    if (choices) return vscode.window.showQuickPick(choices, { ...common, placeHolder: title });
    return vscode.window.showInputBox({
      ...common,
      prompt: `${title}. ${problem}`,
      password: secret === true,
      ...initial(input),
      validateInput: (value) => valueProblem(name, input, value),
    });
  },

  async confirmContext(run, context) {
    const { target, object } = run.stored.state;
    const picked = await vscode.window.showQuickPick(
      [
        { label: "No", description: "nothing is run" },
        { label: "Yes, for this run", description: target?.server ?? "" },
      ],
      { title: titleOf(run), ignoreFocusOut: true, placeHolder: `Does ${object?.file ?? "this run"} belong to ${context}?` },
    );
    return picked?.label.startsWith("Yes") === true;
  },

  async confirmChange(run, line, nameToType, effects) {
    const common = { title: titleOf(run), ignoreFocusOut: true };
    const changes = effects.length ? `. It changes: ${effects.join("; ")}` : "";
    if (nameToType !== undefined) {
      return vscode.window.showInputBox({
        ...common,
        prompt: `Production. Type ${nameToType} to run: ${line}${changes}`,
        validateInput: (value) => (value === nameToType ? undefined : `This is not ${nameToType}.`),
      });
    }
    const picked = await vscode.window.showQuickPick(
      [
        { label: "Do not run it", run: false },
        { label: "Run it", detail: effects.join(" · ") || line, run: true },
      ],
      { ...common, placeHolder: `${line}${changes}` },
    );
    return picked?.run === true ? "" : undefined;
  },

  async question(run, question) {
    const picked = await vscode.window.showQuickPick(["No", "Yes"], { title: titleOf(run), placeHolder: question, ignoreFocusOut: true });
    return picked === undefined ? undefined : picked === "Yes";
  },

  async choose(run, question, titles, suggested) {
    const items = titles.map((label, index) => ({ label, index, description: index === suggested ? "suggested by what was read" : "" }));
    const ordered = [...items].sort((a, b) => Number(b.index === suggested) - Number(a.index === suggested));
    const picked = await vscode.window.showQuickPick(ordered, { title: titleOf(run), placeHolder: question, ignoreFocusOut: true });
    return picked?.index;
  },

  async reason(prompt) {
    const reason = await vscode.window.showInputBox({
      prompt,
      ignoreFocusOut: true,
      validateInput: (value) => (value.trim() === "" ? "A reason is needed." : undefined),
    });
    return reason === undefined || reason.trim() === "" ? undefined : reason.trim();
  },

  async exitCode() {
    const code = await vscode.window.showInputBox({
      title: "It ran elsewhere",
      prompt: "With which exit code did it end?",
      value: "0",
      ignoreFocusOut: true,
      validateInput: (value) => (/^\d{1,3}$/.test(value) ? undefined : "An exit code is a number such as 0."),
    });
    return code === undefined ? undefined : Number(code);
  },

  waits(run, what) {
    if (vscode.window.state.focused) return;
    void vscode.window.showInformationMessage(`${run.stored.state.playbook.title} waits for you: ${what}`, "Show").then((choice) => {
      if (choice !== undefined) void vscode.commands.executeCommand("plimsoll.rollouts.focus");
    });
  },
};

/** The person wants to type what is not in the list. */
const TYPE_IT = Symbol("type it");

/** The list the cluster gave, what is most likely meant first, and last a way to type another value. */
async function pickOffer(
  common: { readonly title: string; readonly ignoreFocusOut: boolean },
  title: string,
  offers: readonly Offer[],
): Promise<string | typeof TYPE_IT | undefined> {
  const items = [...offers]
    .sort((a, b) => Number(b.suggested) - Number(a.suggested))
    .map(({ value, description }): { label: string; description: string; value: string | typeof TYPE_IT } => ({
      label: value,
      description,
      value,
    }));
  const other = { label: "Another…", description: "type it", value: TYPE_IT } as const;
  const picked = await vscode.window.showQuickPick([...items, other], { ...common, placeHolder: title, matchOnDescription: true });
  return picked?.value;
}

const initial = (input: Input): { value?: string } =>
  input.default === undefined || input.secret === true ? {} : { value: input.default };
