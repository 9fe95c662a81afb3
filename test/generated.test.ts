import assert from "node:assert/strict";
import { test } from "node:test";
import { outdated } from "../scripts/generate/files";
import { beforeRules, fromRules } from "../scripts/generate/index";
import { RULES } from "../server/src/rules/index.generated";

void test("everything generated is up to date (else: npm run generate, then commit)", () => {
  assert.deepEqual(outdated([...beforeRules(), ...fromRules(RULES)]), []);
});
