import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, it } from "node:test";

const CHECKOUT = path.resolve(__dirname, "../../..");

const POD = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
      securityContext:
        privileged: true # the debugger wants it
`;

interface Seen {
  readonly problem?: string;
  readonly diagnostics?: readonly { readonly line: number; readonly code: string; readonly message: string }[];
  readonly actions?: readonly string[];
  readonly text?: string;
}

const isThere = spawnSync("nvim", ["--version"]).status === 0;

describe("Neovim", { skip: isThere ? false : "there is no nvim on the PATH" }, () => {
  it("shows the diagnostics of `plimsoll lsp --stdio` and applies a code action", { timeout: 60_000 }, () => {
    const folder = mkdtempSync(path.join(tmpdir(), "plimsoll-nvim-"));
    try {
      const [file, out] = [path.join(folder, "pod.yaml"), path.join(folder, "seen.json")];
      writeFileSync(file, POD);
      const { stderr } = spawnSync(
        "nvim",
        ["--headless", "-u", "NONE", "-i", "NONE", "-c", `luafile ${path.join(CHECKOUT, "test/editors/neovim.lua")}`],
        {
          encoding: "utf8",
          timeout: 50_000,
          env: {
            ...process.env,
            PLIMSOLL_NODE: process.execPath,
            PLIMSOLL_CLI: path.join(CHECKOUT, "dist/cli.js"),
            PLIMSOLL_FILE: file,
            PLIMSOLL_OUT: out,
            XDG_STATE_HOME: folder,
            XDG_CACHE_HOME: folder,
          },
        },
      );
      assert.ok(existsSync(out), stderr);
      const seen = JSON.parse(readFileSync(out, "utf8")) as Seen;
      assert.equal(seen.problem, undefined);
      assert.ok(
        seen.diagnostics?.some(({ code, line }) => code === "kubernetes/privileged-container" && line === 9),
        JSON.stringify(seen.diagnostics),
      );
      assert.equal(seen.actions?.[0], "Set privileged to false");
      assert.equal(seen.text, POD.trimEnd().replace("privileged: true", "privileged: false"));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
