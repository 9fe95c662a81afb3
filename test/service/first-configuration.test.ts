import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readConfiguration } from "../../server/src/config/configuration";
import { RULE_IDS } from "../../server/src/rules/ids.generated";
import { firstConfiguration } from "../../server/src/service/first-configuration";

const make = (files: Record<string, string>) =>
  firstConfiguration({
    root: "/w",
    preset: "recommended",
    files: Object.entries(files).map(([path, text]) => ({ path: `/w/${path}`, text })),
  });

/** Every comment that is a setting, as it would be if a person took the mark away. */
const uncommented = (text: string) => text.replaceAll(/^# ((?: *- | {2,}|(?:rules|overrides|ignore|kubernetes|environments):).*)$/gm, "$1");

const read = (text: string) => readConfiguration(text, RULE_IDS);

describe("a first configuration", () => {
  it("names the environments that folders are called after, and the version a file has", () => {
    const text = make({
      "deploy/prod/web.yaml": "kind: Deployment\n",
      "deploy/staging/web.yaml": "kind: Deployment\n",
      "infra/live/eks.tf": 'resource "aws_eks_cluster" "main" {\n  name    = "shop"\n  version = "1.33"\n}\n',
    });
    const { configuration, errors } = read(text);
    assert.deepEqual(errors, []);
    assert.equal(configuration.kubernetesVersion, "1.33");
    assert.deepEqual(
      configuration.environments.map(({ name, production }) => [name, production]),
      [
        ["live", true],
        ["prod", true],
        ["staging", false],
      ],
    );
    assert.match(text, /files: \["deploy\/prod\/\*\*"\]/);
  });

  it("claims nothing where nothing is known, and is right with every comment taken as meant", () => {
    const text = make({ "web.yaml": "kind: Deployment\n" });
    assert.deepEqual(read(text).errors, []);
    assert.deepEqual(read(text).configuration.environments, []);
    const whole = read(uncommented(text));
    assert.deepEqual(whole.errors, []);
    assert.equal(whole.configuration.environments.length, 1);
    assert.equal(whole.configuration.overrides.length, 1);
  });
});
