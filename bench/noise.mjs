/**
 * Counts what the recommended preset says of well-kept public repositories, and writes docs/precision.md.
 *
 *   node bench/noise.mjs [--sample]       (npm run noise)
 *
 * The repositories of bench/noise/repositories.mjs lie in $PLIMSOLL_NOISE_FOLDER, each in <owner>/<name>; by default in the folder noise of
 * the cache. Nothing is downloaded: what is not there is listed as absent. --sample prints the findings to read that have no verdict yet.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { bundle } from "../scripts/build.mjs";
import { Complaint, repository, runMain, say } from "../scripts/process.mjs";
import { cacheFolder, ensureModules } from "../scripts/setup.mjs";
import { countRepository } from "./noise/count.mjs";
import { report } from "./noise/report.mjs";
import { repositories } from "./noise/repositories.mjs";
import { nameOf, readVerdicts, sampleOf } from "./noise/sample.mjs";

await runMain(() => {
  const { values } = parseArgs({ options: { sample: { type: "boolean", default: false } } });
  const folder = path.resolve(process.env.PLIMSOLL_NOISE_FOLDER || path.join(cacheFolder(), "noise"));
  const isThere = ({ name }) => existsSync(path.join(folder, name));
  if (!repositories.some(isThere))
    throw new Complaint(`none of the repositories is in ${folder}; PLIMSOLL_NOISE_FOLDER names another folder`);
  ensureModules();
  bundle();

  const counted = repositories.filter(isThere).map(({ name, only }) => {
    say(name);
    return countRepository(name, path.join(folder, name), only);
  });
  const sample = sampleOf(counted.flatMap(({ findings }) => findings));
  const verdicts = readVerdicts();
  if (values.sample) {
    for (const found of sample.filter((each) => !verdicts[nameOf(each)])) {
      console.log(`${nameOf(found)}\n  ${found.severity}, line ${found.line}: ${found.message}`);
    }
  }
  const file = path.join(repository, "docs", "precision.md");
  const absent = repositories.filter((each) => !isThere(each));
  writeFileSync(file, report({ counted, absent, sample, verdicts }, existsSync(file) ? readFileSync(file, "utf8") : ""));
  say("docs/precision.md written");
});
