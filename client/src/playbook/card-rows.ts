import { listAt, wordAt } from "../../../server/src/playbook/answers";
import type { LiveRun } from "./live";
import { SERVER_ROW, environmentWord } from "./live";
import type { Row } from "./row";
import { t } from "../../../server/src/l10n";

/** The target card: it stays first, whatever the step. */
export function cardRow(run: LiveRun): Row {
  const { state } = run.stored;
  const { target, object, inputs } = state;
  const context = target?.context ?? inputs.context;
  const namespace = target?.namespace ?? inputs.namespace;
  const word = environmentWord(state);
  const named = object && (object.name === "" ? object.kind : `${object.kind}/${object.name}`);
  const where = [namespace === undefined ? undefined : t("ns {0}", namespace), named].filter((text) => text !== undefined).join(" · ");
  const server = target?.server ?? serverAnswer(run);
  return {
    id: `card/${state.id}`,
    label: t("Target"),
    description: [context ?? t("no cluster"), namespace, named, word].filter((text) => text !== undefined).join(" · "),
    icon: target ? "target" : "debug-disconnect",
    context: target ? "card" : "card unpinned",
    expanded: true,
    run: state.id,
    children: [
      ...(context === undefined ? [] : [factRow(run, t("Cluster"), context, server, target ? "server-environment" : "debug-disconnect")]),
      ...(where === "" ? [] : [factRow(run, t("Object"), where, object?.file, "package")]),
      ...(word === undefined ? [] : [factRow(run, t("Environment"), word, t("environment"), "globe")]),
      ...(target ? [] : fileRows(run)),
    ],
  };
}

/** What was read of the cluster, a row each; what is in several parts has a row for each of them too, so that a narrow list cuts none off. */
export function readRows(run: LiveRun): Row[] {
  const read = run.card.filter(({ id }) => id !== SERVER_ROW);
  const open = read.filter(({ answer }) => answer === undefined).length;
  const alarming = read.filter(({ answer }) => answer?.alarming === true).length;
  if (!read.length) return [];
  const { id } = run.stored.state;
  return [
    {
      id: `read/${id}`,
      label: t("What the cluster says"),
      description: open ? t("{0} to come", open) : alarming ? t("{0} to look at", alarming) : t("nothing to look at twice"),
      icon: alarming ? "warning" : "checklist",
      ...(alarming ? { tone: "orange" as const } : {}),
      context: "read",
      expanded: true,
      run: id,
      children: read.map(({ title, answer }) => {
        const row = factRow(run, title, title, answer?.text ?? "…", answer?.alarming ? "warning" : "blank", answer?.alarming);
        const parts = answer?.text.split(" · ") ?? [];
        if (parts.length < 2) return row;
        return {
          ...row,
          children: parts.map((part, i) => ({ id: `${row.id}/${i}`, label: part, context: "fact", icon: "blank", run: id })),
        };
      }),
    },
  ];
}

/** What the file alone says of the object, where no cluster answers. */
function fileRows(run: LiveRun): Row[] {
  const { manifest } = run.stored;
  const images = listAt(manifest, "spec.template.spec.containers").flatMap((container) => wordAt(container, "image") ?? []);
  const replicas = wordAt(manifest, "spec.replicas");
  const said = [...images, ...(replicas === undefined ? [] : [t("replicas: {0}", replicas)])];
  if (!said.length) return [];
  return [factRow(run, t("The file says"), t("The file says"), t("{0} (no cluster was read)", said.join(" · ")), "file")];
}

/** Why the cluster did not answer, or that it has not yet. */
const serverAnswer = (run: LiveRun): string | undefined => {
  const row = run.card.find(({ id }) => id === SERVER_ROW);
  return row && (row.answer?.text ?? "…");
};

const factRow = (run: LiveRun, what: string, label: string, description: string | undefined, icon: string, alarming = false): Row => ({
  ...(alarming ? { tone: "orange" as const } : {}),
  id: `card/${run.stored.state.id}/${what}`,
  label,
  ...(description === undefined ? {} : { description }),
  tooltip: `${what}: ${label === what ? "" : `${label} `}${description ?? ""}`,
  command: { command: "plimsoll.showStep", arguments: [run.stored.state.id] },
  context: "fact",
  icon,
  run: run.stored.state.id,
});
