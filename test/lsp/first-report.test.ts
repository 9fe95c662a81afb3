import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Wire } from "../support/wire";

describe("the first report of a file", () => {
  it("waits until the others were read, so that nothing seems to be missing", async () => {
    let release = (): void => undefined;
    const hold = new Promise<void>((resolve) => (release = resolve));
    const files = { "main.tf": 'output "last" {\n  value = var.last\n}\n', "variables.tf": 'variable "last" {\n  default = 1\n}\n' };
    const wire = await Wire.start(files, { early: true, hold });
    await wire.open("main.tf", "terraform");
    let isAnswered = false;
    const answer = wire.report("main.tf").finally(() => (isAnswered = true));
    await new Promise((resolve) => setTimeout(resolve, 1000));
    assert.equal(isAnswered, false);
    release();
    assert.equal((await answer).kind, "full");
    await wire.close();
  });
});
