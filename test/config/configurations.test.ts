import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { EMPTY_CONFIGURATION, readConfiguration } from "../../server/src/config/configuration";
import { Configurations } from "../../server/src/config/resolve";
import { settingOf } from "../../server/src/core/settings";

const RULES = ["kubernetes/privileged-container", "terraform/public-bucket"];

function configured(files: Record<string, string>): Configurations {
  const configurations = new Configurations(RULES);
  configurations.setRoots(["/w"]);
  for (const [path, text] of Object.entries(files)) configurations.set(path, text);
  return configurations;
}

const levelOf = (configurations: Configurations, path: string, id = RULES[0]): string | undefined =>
  settingOf(id as "kubernetes/privileged-container", configurations.settingsFor(path, "kubernetes"))?.level;

describe("which configuration holds", () => {
  it("is the nearest one above a file", () => {
    const configurations = configured({
      "/w/.plimsoll.yaml": "rules:\n  kubernetes/*: off\n",
      "/w/a/.plimsoll.yaml": "rules:\n  kubernetes/*: hint\n",
    });
    assert.equal(levelOf(configurations, "/w/x.yaml"), "off");
    assert.equal(levelOf(configurations, "/w/a/b/x.yaml"), "hint");
  });

  it("is what it extends with its own words on top", () => {
    const configurations = configured({
      "/w/base.yaml": "extends: strict\nrules:\n  kubernetes/*: off\n  terraform/*: hint\n",
      "/w/.plimsoll.yaml": "extends: base.yaml\nrules:\n  kubernetes/privileged-container: error\n",
    });
    assert.equal(levelOf(configurations, "/w/x.yaml"), "error");
    assert.equal(levelOf(configurations, "/w/x.yaml", "terraform/public-bucket"), "hint");
    assert.equal(configurations.settingsFor("/w/x.yaml", "kubernetes").preset, "strict");
  });

  it("is one for all, with what that extends, where it is told", () => {
    const configurations = configured({
      "/etc/base.yaml": "extends: strict\n",
      "/etc/ours.yaml": "extends: base.yaml\nrules:\n  kubernetes/*: off\n",
      "/w/.plimsoll.yaml": "rules:\n  kubernetes/*: hint\n",
    });
    configurations.setOnly("/etc/ours.yaml");
    assert.equal(levelOf(configurations, "/w/x.yaml"), "off");
    assert.equal(configurations.settingsFor("/w/x.yaml", "kubernetes").preset, "strict");
  });

  it("survives a circle of extends", () => {
    const configurations = configured({
      "/w/a.yaml": "extends: .plimsoll.yaml\nrules:\n  terraform/*: off\n",
      "/w/.plimsoll.yaml": "extends: a.yaml\nrules:\n  kubernetes/*: off\n",
    });
    assert.equal(levelOf(configurations, "/w/x.yaml"), "off");
  });

  it("is the last good one while it is broken", () => {
    const configurations = configured({ "/w/.plimsoll.yaml": "rules:\n  kubernetes/*: off\n" });
    assert.equal(configurations.set("/w/.plimsoll.yaml", "rules: [\n").length, 1);
    assert.equal(levelOf(configurations, "/w/x.yaml"), "off");
  });

  it("is the editor's where there is no file, and loses against one", () => {
    const configurations = configured({ "/w/a/.plimsoll.yaml": "rules: {}\n" });
    configurations.setEditor(() => ({ ...EMPTY_CONFIGURATION, rules: [{ pattern: "kubernetes/*", level: "off", options: undefined }] }));
    assert.equal(levelOf(configurations, "/w/x.yaml"), "off");
    assert.equal(levelOf(configurations, "/w/a/x.yaml"), undefined);
  });

  it("changes by overrides of files", () => {
    const configurations = configured({ "/w/.plimsoll.yaml": 'overrides:\n  - files: ["legacy/**"]\n    rules:\n      "*/*": hint\n' });
    assert.equal(levelOf(configurations, "/w/legacy/x.yaml"), "hint");
    assert.equal(levelOf(configurations, "/w/x.yaml"), undefined);
  });

  it("gives the identical settings for the same answer, which the memo relies on", () => {
    const configurations = configured({ "/w/.plimsoll.yaml": "extends: strict\n" });
    assert.equal(configurations.settingsFor("/w/a.yaml", "kubernetes"), configurations.settingsFor("/w/b.yaml", "kubernetes"));
  });
});

describe("which environment a file belongs to", () => {
  for (const [path, name, production] of [
    ["/w/overlays/prod/web.yaml", "prod", true],
    ["/w/live/eu/main.tf", "live", true],
    ["/w/compose.prod.yaml", "prod", true],
    ["/w/docker-compose.staging.yml", "staging", false],
    ["/w/production/dev/web.yaml", "dev", false],
    ["/w/product/web.yaml", undefined, undefined],
    ["/w/delivery/prodigy.yaml", undefined, undefined],
  ] as const)
    it(`${path} is ${name ?? "unknown"}`, () => {
      const { environment } = configured({}).settingsFor(path, "kubernetes");
      assert.equal(environment?.name, name);
      assert.equal(environment?.production, production);
    });

  it("is what the configuration says, and the words say so", () => {
    const configurations = configured({
      "/w/.plimsoll.yaml": 'environments:\n  eu-1:\n    files: ["clusters/eu/**"]\n    production: true\n',
    });
    assert.deepEqual(configurations.settingsFor("/w/clusters/eu/web.yaml", "kubernetes").environment, {
      name: "eu-1",
      production: true,
      because: "because .plimsoll.yaml says so",
    });
  });
});

describe("what is not linted, or only mildly", () => {
  it("knows folders of others, vendored charts and what the configuration ignores", () => {
    const configurations = configured({ "/w/.plimsoll.yaml": 'ignore: ["generated/**"]\n' });
    configurations.setPresence((path) => path === "/w/chart/Chart.yaml");
    for (const path of [
      "/w/node_modules/a/x.yaml",
      "/w/.terraform/modules/x/main.tf",
      "/w/vendor/x.yaml",
      "/w/chart/charts/redis/templates/x.yaml",
      "/w/generated/x.yaml",
    ])
      assert.ok(configurations.ignored(path), path);
    for (const path of ["/w/charts/web/templates/web.yaml", "/w/k8s/x.yaml"]) assert.equal(configurations.ignored(path), undefined, path);
  });

  it("knows inputs of tests and examples by their folders, the root's own name aside", () => {
    const configurations = configured({});
    const sampleOf = (path: string) => configurations.settingsFor(path, "kubernetes").sample;
    for (const folder of ["test", "tests", "testdata", "pkg/test-data", "fixtures", "e2e", "integration-tests", "docs/tests"])
      assert.equal(sampleOf(`/w/${folder}/x.yaml`), "test", folder);
    for (const folder of ["docs", "samples", "examples/web", ".examples", "_archived", "archive"])
      assert.equal(sampleOf(`/w/${folder}/x.yaml`), "example", folder);
    for (const folder of ["testing-ground", "latest", "k8s", "archiver", "overlays/test", "environments/test/web"])
      assert.equal(sampleOf(`/w/${folder}/x.yaml`), undefined, folder);
  });
});

describe("what a configuration may say", () => {
  for (const [text, message] of [
    [
      "rules:\n  kubernetes/privileged-contaner: off\n",
      'There is no rule "kubernetes/privileged-contaner". Did you mean "kubernetes/privileged-container"?',
    ],
    ["rules:\n  docker/*: off\n", 'No rule matches "docker/*".'],
    ["rules:\n  kubernetes/*: fatal\n", "A level is one of off, on, error, warning, info, hint, or a list of a level and options."],
    ["extends: lax\n", '"lax" is neither a preset (essential, recommended, strict, all) nor the path of a YAML file.'],
    ["kubernetes:\n  version: v1.33\n", "The version is written like 1.33."],
    ["overrides:\n  - rules: {}\n", "An override needs `files`: a list of globs."],
    ["environments:\n  prod: {}\n", 'The environment "prod" needs `files`: a list of globs.'],
    ["severity:\n  error: fatal\n", "A level maps to one of error, warning, info, hint or off."],
    ["- a\n", "A configuration is a mapping of options."],
    ["ignore: x\n", "`ignore` is a list."],
  ] as const)
    it(`not ${JSON.stringify(text)}`, () => {
      assert.deepEqual(
        readConfiguration(text, RULES).errors.map((error) => error.message),
        [message],
      );
    });

  it("nothing at all, comments, JSON", () => {
    for (const text of ["", "# later\n", "---\n", '{ "extends": "strict", "rules": { "kubernetes/*": ["warning", { "a": 1 }] } }'])
      assert.deepEqual(readConfiguration(text, RULES).errors, []);
  });
});
