import { t } from "../l10n";
import { age, timeAt, wordAt } from "./answers";
import type { Said } from "./said";
import { alarming, calm } from "./said";

/** A revision of a Helm release, as `helm history --output json` says it. */
export interface HelmRevision {
  readonly number: string;
  readonly chart: string | undefined;
  readonly appVersion: string | undefined;
  /** Such as `deployed`, `superseded`, `failed`, `pending-upgrade`. Source: Helm, release status. */
  readonly status: string;
  /** Milliseconds since 1970. */
  readonly updated: number | undefined;
  readonly description: string | undefined;
}

/** The revisions of a release, the newest first. */
export function helmRevisions(answer: unknown): HelmRevision[] {
  const found = (Array.isArray(answer) ? (answer as readonly unknown[]) : []).flatMap((item): HelmRevision[] => {
    const number = wordAt(item, "revision");
    if (number === undefined || !/^\d+$/.test(number)) return [];
    return [
      {
        number,
        chart: wordAt(item, "chart"),
        appVersion: wordAt(item, "app_version"),
        status: wordAt(item, "status") ?? "unknown",
        updated: timeAt(item, "updated"),
        description: wordAt(item, "description"),
      },
    ];
  });
  return found.sort((a, b) => Number(b.number) - Number(a.number));
}

/** The revision that is most likely meant: the newest before this one that Helm got through. */
export const suggestedHelmRevision = ([, ...older]: readonly HelmRevision[]): string | undefined =>
  older.find(({ status }) => status === "superseded" || status === "deployed")?.number;

/** What a list says of a revision. Helm knows that its objects were accepted, and nothing of pods. */
export const helmText = ({ chart, appVersion, status, updated, description }: HelmRevision, now: number): string =>
  [chart, appVersion, status, updated === undefined ? undefined : t("{0} old", age(updated, now)), description]
    .filter((part) => part !== undefined && part !== "")
    .join(" · ");

/** The row of the card: the revision that runs, and the one that a rollback would most likely go to. */
export function helmRow(answer: unknown, now: number): Said {
  const found = helmRevisions(answer);
  const [latest] = found;
  if (!latest) return alarming(t("no history was kept"));
  const before = found.find(({ number }) => number === suggestedHelmRevision(found));
  const text = [
    t("revision {0} {1}", latest.number, latest.status),
    helmText({ ...latest, status: "" }, now),
    before
      ? t("before it {0}: {1}", before.number, helmText({ ...before, description: undefined }, now))
      : t("none before it that Helm got through"),
  ]
    .filter((part) => part !== "")
    .join(" · ");
  return latest.status === "deployed" ? calm(text) : alarming(text);
}
