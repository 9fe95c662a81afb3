import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { RULES } from "../../server/src/rules/index.generated";
import { at } from "../../server/src/languages/compose/data";
import type { ComposeProject } from "../../server/src/languages/compose/project";
import { projectOf } from "../../server/src/languages/compose/project";
import { dirname } from "../../server/src/core/path";
import { links } from "../../server/src/service/links";
import { absolute, problemsIn, workspaceOf } from "../support/workspace";
import type { Files } from "../support/workspace";

function project(files: Files, path = "compose.yaml"): ComposeProject {
  const { engine } = workspaceOf(files, []);
  const view = projectOf(engine.scope(`compose:${dirname(absolute(path))}`), absolute(path));
  assert.ok(view);
  return view;
}

const service = (files: Files, name: string, path?: string) => project(files, path).services.get(name)?.data;

describe("a Compose project", () => {
  it("puts the override over the main file", () => {
    const files = {
      "compose.yaml": `services:
  web:
    image: web:1.0
    command: [a]
    environment: [A=1, B=2]
    ports: ["80:80"]
    volumes: ["old:/data", "./src:/src"]
    depends_on: [db]
  db: { image: "postgres:17.2", healthcheck: { test: x } }
`,
      "compose.override.yaml": `services:
  web:
    command: [b]
    environment: { B: 3, C: }
    ports: ["81:81"]
    volumes: ["new:/data"]
    depends_on: { db: { condition: service_healthy } }
  db: { healthcheck: !reset null, image: !override "postgres:18.1" }
`,
    };
    assert.deepEqual(service(files, "web"), {
      image: "web:1.0",
      command: ["b"],
      environment: { A: "1", B: 3, C: null },
      ports: ["80:80", "81:81"],
      volumes: ["new:/data", "./src:/src"],
      depends_on: { db: { condition: "service_healthy" } },
    });
    assert.deepEqual(service(files, "db"), { image: "postgres:18.1" });
  });

  it("takes the first main file Compose looks for, and keeps the others beside", () => {
    const files = {
      "docker-compose.yml": "services:\n  a: { image: x }\n",
      "compose.yml": "services:\n  b: { image: x }\n",
      "compose.dev.yml": "services:\n  b: { ports: ['1:1'] }\n",
    };
    const view = project(files, "compose.yml");
    assert.deepEqual([...view.services.keys()], ["b"]);
    assert.deepEqual(view.services.get("b")?.possible, ["ports"]);
    assert.deepEqual(view.elsewhere.services, ["b", "a"]);
    assert.equal(project(files, "compose.dev.yml").main, absolute("compose.dev.yml"));
  });

  it("extends services of the file and of others, files that only this makes Compose files included", () => {
    const files = {
      "compose.yaml": `services:
  web: { extends: { file: parts/base.yml, service: app }, environment: { B: 2 } }
  job: { extends: web, command: job }
`,
      "parts/base.yml": "services:\n  app: { image: 'app:1.0', env_file: app.env, environment: [A=1] }\n",
    };
    assert.deepEqual(at(service(files, "job"), "environment"), { A: "1", B: 2 });
    assert.deepEqual(at(service(files, "web"), "env_file"), [{ path: absolute("parts/app.env"), required: true }]);
  });

  it("includes other files, and is open when one cannot be read", () => {
    const files = {
      "compose.yaml": "include: [infra/compose.yaml]\nservices:\n  web: { image: x }\n",
      "infra/compose.yaml": "services:\n  db: { image: x }\nvolumes: { data: }\n",
    };
    const view = project(files);
    assert.deepEqual([...view.services.keys()], ["db", "web"]);
    assert.equal(view.open, false);
    assert.ok(view.declared.volumes.has("data"));
    assert.equal(project({ "compose.yaml": "include: [gone.yaml]\nservices:\n  web: { image: x }\n" }).open, true);
    assert.equal(project({ "compose.yaml": "include: ['${X}.yaml']\nservices:\n  web: { image: x }\n" }).open, true);
  });

  it("survives includes and extends in a circle", () => {
    const files = {
      "compose.yaml": "include: [a/compose.yaml]\nservices:\n  web: { image: x, extends: api }\n  api: { extends: web }\n",
      "a/compose.yaml": "include: [../compose.yaml]\nservices:\n  db: { image: x }\n",
    };
    assert.ok(project(files).services.has("db"));
  });

  it("fills in what .env says, and leaves the rest as it is", () => {
    const files = { "compose.yaml": "services:\n  web: { image: 'web:${TAG}', ports: ['${PORT:-80}:80'] }\n", ".env": "TAG=1.2\n" };
    assert.deepEqual(service(files, "web"), { image: "web:1.2", ports: ["${PORT:-80}:80"] });
  });
});

describe("links of a Compose file", () => {
  it("lead to Dockerfiles, env files, included files and .env", () => {
    const files = {
      "compose.yaml": "include: [infra/compose.yaml]\nservices:\n  web:\n    build: web\n    env_file: web.env\n    image: web:${TAG}\n",
      "infra/compose.yaml": "services:\n  db: { image: x }\n",
      "web/Dockerfile": "FROM scratch\n",
      "web.env": "A=1\n",
      ".env": "TAG=1\n",
    };
    const found = links(workspaceOf(files, []), absolute("compose.yaml")).map(({ range, target }) => [
      files["compose.yaml"].slice(range.start, range.end),
      "path" in target ? target.path : "",
    ]);
    assert.deepEqual(found, [
      ["web.env", absolute("web.env")],
      ["web", absolute("web/Dockerfile")],
      ["infra/compose.yaml", absolute("infra/compose.yaml")],
      ["${TAG}", absolute(".env")],
    ]);
  });
});

describe("Compose rules on broken and changing files", () => {
  const base = `# the shop
version: "3"
x-common: &common
  restart: always
  environment: &env { TOKEN: tr0ub4dor-7 }
services:
  web:
    <<: *common
    image: web
    build: { context: ./gone }
    depends_on: [db, cash]
    ports: ["80:80", { target: 81, published: "80" }]
  db:
    image: postgres:17.2
    environment: { <<: *env, POSTGRES_HOST_AUTH_METHOD: trust }
    volumes: ["data:/var/lib/postgresql", "\${DIR:-.}:/x"]
    network_mode: service:web
volumes: { data: , old: }
`;
  const override = "services:\n  db:\n    ports: ['80:5432']\n    depends_on: [web]\n  web: { depends_on: !override [db] }\n";
  const rules = RULES.filter((rule) => rule.id.startsWith("compose/"));
  const say = (files: Files) =>
    problemsIn(workspaceOf(files, rules)).map(({ id, path, range, message }) => `${path} ${range.start} ${id} ${message}`);
  const lines = base.split("\n");
  const variants = [
    ...lines.map((_, i) => lines.slice(0, i).join("\n")),
    ...lines.map((_, i) => lines.filter((__, j) => j !== i).join("\n")),
    base.replaceAll("\n", "\r\n"),
    `\uFEFF${base}`,
    "",
    "services:",
    "services: []",
    "services: { web: null, api: 1, job: [x] }",
  ];

  it("never throw", () => {
    for (const text of variants)
      assert.doesNotThrow(() => say({ "compose.yaml": text, "compose.override.yaml": override, ".env": "DIR=x\n" }));
  });

  it("say the same from scratch and after an edit", () => {
    const files = { "compose.yaml": base, "compose.override.yaml": override, ".env": "DIR=x\n" };
    const workspace = workspaceOf(files, rules);
    problemsIn(workspace);
    for (const text of variants) {
      workspace.set(absolute("compose.yaml"), text);
      const now = problemsIn(workspace).map(({ id, path, range, message }) => `${path} ${range.start} ${id} ${message}`);
      assert.deepEqual(now, say({ ...files, "compose.yaml": text }));
    }
    workspace.set(absolute("compose.yaml"), base);
    workspace.set(absolute(".env"), "OTHER=1\n");
    workspace.set(absolute("compose.override.yaml"), "services:\n  db: { image: postgres:18.1 }\n");
    const now = problemsIn(workspace).map(({ id, path, range, message }) => `${path} ${range.start} ${id} ${message}`);
    assert.deepEqual(
      now,
      say({ "compose.yaml": base, "compose.override.yaml": "services:\n  db: { image: postgres:18.1 }\n", ".env": "OTHER=1\n" }),
    );
  });

  it("a comment in one file leaves the other's findings alone", () => {
    const workspace = workspaceOf({ "compose.yaml": base, "compose.override.yaml": override }, rules);
    problemsIn(workspace);
    const before = workspace.engine.checkedParts;
    workspace.set(absolute("compose.override.yaml"), `# a comment\n${override}`);
    problemsIn(workspace);
    assert.equal(workspace.engine.checkedParts - before, 1);
  });
});
