import type { Topic } from "../../../server/src/languages/playbook/shape";
import { TOPICS } from "../../../server/src/languages/playbook/shape";
import { fits } from "../../../server/src/playbook/bind";
import { isOver } from "../../../server/src/playbook/run";
import type { Entry } from "./catalogue";
import { inOrderOfUse } from "./catalogue";
import type { Controller } from "./controller";
import { runRow } from "./run-rows";
import type { Row } from "./row";
import { t } from "../../../server/src/l10n";

/** The list of runs and playbooks: what runs, what fits the active file, everything, what has ended. `fitting`: kinds and languages of the file. */
export function rolloutRows(
  controller: Controller,
  catalogue: readonly Entry[],
  file: { name: string; fitting: readonly string[] } | undefined,
): Row[] {
  const now = controller.ports.now().getTime();
  const ended = controller.runs.filter(({ stored }) => isOver(stored.state));
  const fitting = file
    ? catalogue.filter(({ playbook }) => playbook.appliesTo && file.fitting.some((kind) => fits(playbook, kind))).sort(inOrderOfUse)
    : [];
  return [
    ...controller.runs.filter((run) => !ended.includes(run)).map((run) => runRow(controller, run, now)),
    ...(fitting.length
      ? [
          {
            id: "fitting",
            label: t("For {0}", file?.name ?? ""),
            context: "",
            icon: "file",
            expanded: true,
            children: fitting.map(entryRow("fitting")),
          },
        ]
      : []),
    {
      id: "all",
      label: t("All playbooks"),
      context: "",
      icon: "library",
      description: String(catalogue.length),
      expanded: !fitting.length && controller.runs.length === 0,
      children: TOPICS.flatMap((topic) => {
        const own = catalogue.filter(({ playbook }) => playbook.topic === topic);
        return own.length
          ? [
              {
                id: `topic/${topic}`,
                label: TOPIC_NAMES[topic](),
                context: "",
                description: String(own.length),
                children: own.map(entryRow(topic)),
              },
            ]
          : [];
      }),
    },
    ...(ended.length
      ? [
          {
            id: "ended",
            label: t("Ended"),
            context: "",
            icon: "history",
            description: String(ended.length),
            children: ended.map((run) => runRow(controller, run, now)),
          },
        ]
      : []),
  ];
}

/** What a person calls a topic. */
const TOPIC_NAMES: Readonly<Record<Topic, () => string>> = {
  rollout: () => t("Rollout"),
  incident: () => t("Incident"),
  cluster: () => t("Cluster"),
  mesh: () => t("Mesh"),
  network: () => t("Network"),
  database: () => t("Database"),
  secrets: () => t("Secrets"),
  terraform: () => t("Terraform"),
  containers: () => t("Containers"),
  observability: () => t("Observability"),
  cost: () => t("Cost"),
  decision: () => t("Decision"),
};

const entryRow =
  (where: string) =>
  ({ playbook, builtIn }: Entry): Row => ({
    id: `${where}/${playbook.id}`,
    label: playbook.title,
    description: [playbook.guide === true ? t("guide") : "", builtIn ? "" : t("of this workspace")]
      .filter((word) => word !== "")
      .join(" · "),
    tooltip: playbook.summary,
    icon: playbook.guide === true ? "book" : "rocket",
    context: "playbook",
    playbook: playbook.id,
    command: { command: "plimsoll.showPlaybook", arguments: [playbook.id] },
  });
