import assert from "node:assert/strict";
import { readPlaybook } from "../../server/src/languages/playbook/read";
import type { Playbook } from "../../server/src/languages/playbook/shape";
import { parseYaml } from "../../server/src/languages/yaml/parse";

/** A playbook from its text; fails on one that is not whole. */
export function playbookOf(text: string): Playbook {
  const { playbook, errors } = readPlaybook(parseYaml(text, { version: "1.2", templated: false }));
  assert.deepEqual(errors, []);
  assert.ok(playbook);
  return playbook;
}
