import type { Path } from "../core/path";
import { basename } from "../core/path";
import { CONFIGURATION_NAMES } from "../config/resolve";
import { mayBeOurs } from "../languages/recognize";
import { t } from "../l10n";
import { BASELINE_NAME } from "../service/baseline";
import type { FolderListing } from "./host";
import type { Session } from "./session";

/** A scan that takes longer than this shows its progress, in milliseconds. */
const SHOW_AFTER = 1000;
/** How many files are read at once. */
const BATCH = 32;

/** Reads the workspace once, silently, so that cross-file rules know what is there. Until it is done nothing is said to be absent. */
export async function scan(session: Session): Promise<void> {
  const started = session.host.now();
  const listed: Path[] = [];
  const lacking = new Map<Path, FolderListing["lacks"]>();
  for (const root of session.roots) {
    const listing = await session.host.list(root);
    if (!listing) return;
    listed.push(...listing.files);
    lacking.set(root, listing.lacks);
  }
  session.workspace.list(listed, () => false);
  // What is known, before anything is said.
  for (const path of listed) if (basename(path) === BASELINE_NAME) await session.load(path);
  // Configuration first: it says what to ignore.
  const configurations = listed.filter((path) => CONFIGURATION_NAMES.includes(basename(path)));
  for (const path of configurations) await session.load(path);
  const files = listed.filter((path) => mayBeOurs(path) && !configurations.includes(path));

  let progress: Awaited<ReturnType<Session["connection"]["window"]["createWorkDoneProgress"]>> | undefined;
  for (let i = 0; i < files.length; i += BATCH) {
    await Promise.all(files.slice(i, i + BATCH).map((path) => session.load(path)));
    await session.host.pause();
    if (session.host.now() - started < SHOW_AFTER) continue;
    if (!progress) {
      progress = await session.connection.window.createWorkDoneProgress();
      progress.begin(t("Plimsoll: reading the workspace"), 0);
    }
    progress.report(Math.round((100 * (i + BATCH)) / files.length));
  }
  progress?.done();
  session.setScanned(lacking);
  session.connection.console.info(`read ${files.length} files in ${Math.round(session.host.now() - started)} ms`);
}
