import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { RULES } from "../../server/src/rules/index.generated";
import type { Workspace } from "../../server/src/service/workspace";
import { loadGrammarsForTests } from "../support/grammars";
import { randomNumbers, rounds } from "../support/random";
import { absolute, problemsIn, workspaceOf } from "../support/workspace";

before(loadGrammarsForTests);

const SERVICES = 14;

const service = (i: number): string => `  # what people see
  web${i}:
    image: registry.example.com/shop/web${i}:1.${i}.0
    ports: ["${8000 + i}:80"]
    environment:
      STORE_URL: postgres://shop:\${PASSWORD:?}@db${i}:5432/shop
      API_TOKEN: \${API_TOKEN:-}
    depends_on: { db${i}: { condition: service_healthy } }
  db${i}:
    image: postgres:17.2
    privileged: ${i % 5 === 0}
    environment: { POSTGRES_PASSWORD: "\${PASSWORD:?}" }
    healthcheck: { test: pg_isready }
    volumes: ["data${i}:/var/lib/postgresql/data"]
`;

const TEXT = `services:\n${Array.from({ length: SERVICES }, (_, i) => service(i)).join("")}volumes:\n${Array.from({ length: SERVICES }, (_, i) => `  data${i}:\n`).join("")}`;

/** How many stretches are checked anew after a change. */
function checkedAfter(change: (text: string) => string): number {
  const workspace = workspaceOf({ "compose.yaml": TEXT }, RULES, { preset: "strict" });
  problemsIn(workspace);
  const { checkedStretches } = workspace.engine;
  assert.equal(checkedStretches, 2 * SERVICES, "each service is a stretch");
  workspace.set(absolute("compose.yaml"), change(TEXT));
  const found = everything(workspace);
  const checked = workspace.engine.checkedStretches - checkedStretches;
  assert.deepEqual(found, everything(workspaceOf({ "compose.yaml": change(TEXT) }, RULES, { preset: "strict" })));
  return checked;
}

/** What is said, where, and what each fix writes. */
const everything = (workspace: Workspace) =>
  problemsIn(workspace).map((problem) => ({
    rule: problem.rule.id,
    message: problem.message,
    range: problem.range,
    related: problem.related,
    fixes: problem.fixes.map((fix) => {
      const resolved = workspace.resolve(fix.edits, problem.owner);
      return [fix.title, ...(resolved?.texts ?? []), ...(resolved?.created ?? [])];
    }),
  }));

describe("the services of a long Compose file", () => {
  it("are not checked again for a comment in another one, wherever they stand now", () => {
    assert.ok(checkedAfter((text) => text.replace("    depends_on: { db6:", "    # and a comment\n    depends_on: { db6:")) <= 1);
  });

  it("are not checked again for another one's value", () => {
    assert.ok(checkedAfter((text) => text.replace("web3:1.3.0", "web3:1.3.1")) <= 1);
  });

  it("are checked again when they read what changed", () => {
    const checked = checkedAfter((text) => text.replace("  db3:\n    image: postgres:17.2", "  db3:\n    image: mysql:9.1.0"));
    assert.ok(checked >= 2 && checked <= 4, `${checked} of ${2 * SERVICES}`);
  });

  it("are not checked again for a volume", () => {
    assert.ok(checkedAfter((text) => text.replace("  data0:\n", "  data0:\n  more:\n")) <= 1);
  });

  const typed = [
    "x",
    " ",
    "\n",
    ":",
    '"',
    "#",
    "{",
    "    privileged: true\n",
    "  redis:\n    image: redis\n",
    "db3",
    "\r\n",
    "    networks: [back]\n",
  ];
  for (let seed = 1; seed <= rounds(1, 6); seed++)
    it(`say the same as from scratch, whatever is typed, seed ${seed}`, () => {
      const random = randomNumbers(seed);
      const below = (most: number) => Math.floor(random() * most);
      let text = TEXT;
      const edited = workspaceOf({ "compose.yaml": text }, RULES, { preset: "all" });
      for (let i = 0; i < 6; i++) {
        const at = below(text.length);
        const from = below(2) === 0 ? at : text.lastIndexOf("\n", at) + 1;
        text = below(5) === 0 ? TEXT : text.slice(0, from) + (typed[below(typed.length)] ?? "") + text.slice(from);
        edited.set(absolute("compose.yaml"), text);
        assert.deepEqual(everything(edited), everything(workspaceOf({ "compose.yaml": text }, RULES, { preset: "all" })), `edit ${i}`);
      }
    });
});
