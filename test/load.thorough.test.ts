import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, it } from "node:test";
import { promisify } from "node:util";
import type { LoadResult } from "./support/load";

const FILES = 10_000;
/** Every so many files there is one with a mistake. */
const EVERY = 100;
/** What may be held of them, in megabytes. */
const MOST_MEMORY = 150;

const folder = mkdtempSync(path.join(tmpdir(), "plimsoll-load-"));

before(() => {
  for (let i = 0; i < FILES / 4; i++) {
    const service = path.join(folder, `team${i % 20}`, `service${i}`);
    mkdirSync(service, { recursive: true });
    for (const [name, text] of Object.entries(filesOf(i, i % (EVERY / 4) === 0))) writeFileSync(path.join(service, name), text);
  }
});
after(() => {
  rmSync(folder, { recursive: true, force: true });
});

it(`holds ${FILES} small files in ${MOST_MEMORY} MB and finds what was planted`, { timeout: 60_000 }, async () => {
  // A process of its own, so that nothing but the run is in its memory.
  const { stdout } = await promisify(execFile)(process.execPath, ["--expose-gc", path.join(__dirname, "support", "load.js"), folder]);
  const { files, found, held } = JSON.parse(stdout) as LoadResult;
  assert.equal(files, FILES);
  for (const rule of ["kubernetes/privileged-container", "terraform/open-security-group"]) assert.equal(found[rule], FILES / EVERY, rule);
  assert.ok(held < MOST_MEMORY, `the process held ${Math.round(held)} MB`);
});

/** One service: its manifest, its image, its Compose file and its infrastructure. */
function filesOf(number: number, planted: boolean): Record<string, string> {
  const name = `service-${number}`;
  return {
    "deploy.yaml": `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
spec:
  containers:
    - name: web
      image: registry.example.com/${name}:1.0.${number}
      securityContext:
        privileged: ${planted}
`,
    Dockerfile: `FROM registry.example.com/base:1.2.3
WORKDIR /app
COPY app ./
USER 10001
CMD ["./app"]
`,
    "compose.yaml": `services:
  ${name}:
    image: registry.example.com/${name}:1.0.${number}
    environment:
      LOG_LEVEL: info
`,
    "main.tf": `resource "aws_security_group" "${name}" {
  name = "${name}"

  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["${planted ? "0.0.0.0/0" : "10.0.0.0/8"}"]
  }
}
`,
  };
}
