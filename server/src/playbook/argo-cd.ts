import { t } from "../l10n";
import { items, listAt, wordAt } from "./answers";
import { valueAt } from "./call";
import type { Said } from "./said";
import { alarming, calm } from "./said";

/** The name of the Argo CD application that an object says it belongs to; undefined where it names none. */
export function applicationOf(live: unknown): string | undefined {
  const said =
    wordAt(live, 'metadata.annotations["argocd.argoproj.io/tracking-id"]')?.split(":")[0] ??
    wordAt(live, 'metadata.labels["argocd.argoproj.io/instance"]');
  // Applications of other namespaces are written with theirs in front: `team_shop`.
  const name = said?.split("_").at(-1);
  return name === undefined || !/^[a-z0-9][a-z0-9.-]*$/.test(name) ? undefined : name;
}

/** Whether Argo CD undoes what is changed in the cluster alone. `answer`: the applications of that name; `live`: the object. */
export function selfHealing(answer: unknown, live: unknown): Said {
  const [kind, name] = [wordAt(live, "kind"), wordAt(live, "metadata.name")];
  const owns = (application: unknown): boolean =>
    listAt(application, "status.resources").some((each) => wordAt(each, "kind") === kind && wordAt(each, "name") === name);
  const all = items(answer);
  const found = all.length > 1 ? all.filter(owns) : all;
  const [only] = found;
  if (only === undefined || found.length > 1) return calm(t("unknown: its Application is not to be found here"));
  const automated = valueAt(only, "spec.syncPolicy.automated");
  const isAutomated = typeof automated === "object" && automated !== null && valueAt(automated, "enabled") !== false;
  const sync = wordAt(only, "status.sync.status");
  const synced = sync === undefined ? "" : ` · ${sync}`;
  if (!isAutomated) return calm(`${t("off: it is synced by hand")}${synced}`);
  return valueAt(automated, "selfHeal") === true
    ? alarming(`${t("on: what is undone here is done again at once")}${synced}`)
    : calm(`${t("off: it is synced when Git changes")}${synced}`);
}

/** Why it is not known, where the Application cannot be read. */
export function noApplication(error: string): string | undefined {
  if (/doesn't have a resource type|could not find the requested resource|no matches for kind/.test(error))
    return t("unknown: Argo CD does not run in this cluster");
  return /forbidden/i.test(error) ? t("unknown: Applications may not be read") : undefined;
}
