import * as vscode from "vscode";
import type { Input } from "../../../server/src/languages/playbook/shape";
import { valueProblem } from "../../../server/src/playbook/call";
import type { Offer } from "./cluster";
import type { LiveRun } from "./live";
import type { Person } from "./ports";
import { t } from "../../../server/src/l10n";

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
      prompt: t("{0}. {1}", title, problem),
      password: secret === true,
      ...initial(input),
      validateInput: (value) => valueProblem(name, input, value),
    });
  },

  async confirmContext(run, context) {
    const { target, object } = run.stored.state;
    const picked = await vscode.window.showQuickPick(
      [
        { label: t("No"), description: t("nothing is run"), yes: false },
        { label: t("Yes, for this run"), description: target?.server ?? "", yes: true },
      ],
      {
        title: titleOf(run),
        ignoreFocusOut: true,
        placeHolder:
          object?.file === undefined ? t("Does this run belong to {0}?", context) : t("Does {0} belong to {1}?", object.file, context),
      },
    );
    return picked?.yes === true;
  },

  async confirmChange(run, line, nameToType, effects) {
    const common = { title: titleOf(run), ignoreFocusOut: true };
    const said = effects.length ? t("{0}. It changes: {1}", line, effects.join("; ")) : line;
    if (nameToType !== undefined) {
      return vscode.window.showInputBox({
        ...common,
        prompt: t("Production. Type {0} to run: {1}", nameToType, said),
        validateInput: (value) => (value === nameToType ? undefined : t("This is not {0}.", nameToType)),
      });
    }
    const picked = await vscode.window.showQuickPick(
      [
        { label: t("Do not run it"), run: false },
        { label: t("Run it"), detail: effects.join(" · ") || line, run: true },
      ],
      { ...common, placeHolder: said },
    );
    return picked?.run === true ? "" : undefined;
  },

  async question(run, question) {
    const [no, yes] = [t("No"), t("Yes")];
    const picked = await vscode.window.showQuickPick([no, yes], { title: titleOf(run), placeHolder: question, ignoreFocusOut: true });
    return picked === undefined ? undefined : picked === yes;
  },

  async choose(run, question, titles, suggested) {
    const items = titles.map((label, index) => ({ label, index, description: index === suggested ? t("suggested by what was read") : "" }));
    const ordered = [...items].sort((a, b) => Number(b.index === suggested) - Number(a.index === suggested));
    const picked = await vscode.window.showQuickPick(ordered, { title: titleOf(run), placeHolder: question, ignoreFocusOut: true });
    return picked?.index;
  },

  async reason(prompt) {
    const reason = await vscode.window.showInputBox({
      prompt,
      ignoreFocusOut: true,
      validateInput: (value) => (value.trim() === "" ? t("A reason is needed.") : undefined),
    });
    return reason === undefined || reason.trim() === "" ? undefined : reason.trim();
  },

  async exitCode() {
    const code = await vscode.window.showInputBox({
      title: t("It ran elsewhere"),
      prompt: t("With which exit code did it end?"),
      value: "0",
      ignoreFocusOut: true,
      validateInput: (value) => (/^\d{1,3}$/.test(value) ? undefined : t("An exit code is a number such as 0.")),
    });
    return code === undefined ? undefined : Number(code);
  },

  waits(run, what) {
    if (vscode.window.state.focused) return;
    const text = t("{0} waits for you: {1}", run.stored.state.playbook.title, what);
    void vscode.window.showInformationMessage(text, t("Show")).then((choice) => {
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
  const other = { label: t("Another…"), description: t("type it"), value: TYPE_IT } as const;
  const picked = await vscode.window.showQuickPick([...items, other], { ...common, placeHolder: title, matchOnDescription: true });
  return picked?.value;
}

const initial = (input: Input): { value?: string } =>
  input.default === undefined || input.secret === true ? {} : { value: input.default };
