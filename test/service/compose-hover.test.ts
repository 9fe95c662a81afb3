import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { hover } from "../../server/src/service/hover";
import { absolute, workspaceOf } from "../support/workspace";

/** What is said at the bar `|` of `compose.yaml`, a paragraph each. */
function at(marked: string, more: Record<string, string> = {}): string[] {
  const offset = marked.indexOf("|");
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const workspace = workspaceOf({ "compose.yaml": text, ...more }, []);
  const report = workspace.reportNow(absolute("compose.yaml"));
  assert.ok(report);
  const found = hover(report, workspace, offset, { brief: false, time: "2026-11-20T14:30" });
  return found ? found.markdown.split("\n\n") : [];
}

const web = (rest: string) => `services:\n  web:\n    image: shop/web:1.4.2\n${rest}`;

describe("hovers of Compose files", () => {
  it("say what a variable is and where it comes from", () => {
    const file = 'services:\n  web: { image: "shop/web:${T|AG}" }\n';
    assert.deepEqual(at(file, { ".env": "A=1\nTAG=1.4.2\n" }), [
      "`TAG` is set in `.env`: here stands `1.4.2`.",
      "A variable of the shell wins over both.",
    ]);
    assert.match(at(file)[0] ?? "", /No `.env` beside the file sets `TAG`: Compose warns/);
    assert.match(at('services:\n  web: { image: "shop/web:${T|AG:-${B:-2}}" }\n')[0] ?? "", /the default stands here, `2`/);
    assert.match(at('services:\n  web: { image: "shop/web:${T|AG:?set TAG}" }\n')[0] ?? "", /stops and says `set TAG`/);
    assert.match(at('services:\n  web: { image: "shop/web:${T|AG:+x}" }\n')[0] ?? "", /an empty text stands here/);
  });

  it("never show a secret", () => {
    const file = web('    environment: { DB_PASSWORD: "${DB_PASS|WORD}" }\n');
    const lines = at(file, { ".env": "DB_PASSWORD=tr0ub4dor-7\n" }).join(" ");
    assert.match(lines, /a value that is not shown here/);
    assert.ok(!lines.includes("tr0ub4dor"));
    const service = at(web("    environment: { DB_PASSWORD: tr0ub4dor-7, A: 1 }\n").replace("web:", "we|b:")).join("\n");
    assert.match(service, /DB_PASSWORD: …/);
    assert.ok(!service.includes("tr0ub4dor"));
  });

  it("say ports in words", () => {
    const port = (entry: string) => at(web(`    ports:\n      - ${entry.slice(0, 2)}|${entry.slice(2)}\n`))[0];
    assert.equal(port('"8080:80"'), 'Port 8080 of the host, on every interface, leads to port 80 of service "web".');
    assert.equal(port('"127.0.0.1:53:53/udp"'), 'Port 53 of the host, on this machine alone, leads to port 53 of service "web" (udp).');
    assert.equal(
      port('"8000-8010:80"'),
      'The first free port of 8000-8010 of the host, on every interface, leads to port 80 of service "web".',
    );
    assert.equal(port('"8000-8001:80-81"'), 'Ports 8000-8001 of the host, on every interface, lead to ports 80-81 of service "web".');
    assert.equal(port('"9000"'), 'A free port of the host that Docker chooses, on every interface, leads to port 9000 of service "web".');
    assert.equal(at(web('    ports:\n      - "${PORT}:8|0"\n'))[0], 'A port that variables decide leads to port 80 of service "web".');
  });

  it("show the merged service, what starts before it and who waits", () => {
    const files = {
      "compose.override.yaml": "services:\n  web: { restart: always, env_file: web.env }\n",
      ".env": "TAG=1.4.2\n",
    };
    const text = `services:
  we|b:
    image: shop/web:\${TAG}
    depends_on: { db: { condition: service_healthy }, cache: { condition: service_started } }
  db: { image: "postgres:17.2", depends_on: [disk] }
  cache: { image: "redis:7.4.1" }
  disk: { image: "shop/disk:1.0.0" }
  proxy: { image: "nginx:1.27.3", depends_on: [web] }
`;
    const [first = "", second] = at(text, files);
    assert.equal(
      first,
      "Starts after `db` (healthy) and `cache`. `proxy` waits for it. Start order: `disk` and `cache`, then `db`, then `web`. Merged from `compose.yaml` and `compose.override.yaml`.",
    );
    assert.match(second ?? "", /image: shop\/web:1\.4\.2/);
    assert.match(second ?? "", /restart: always/);
    assert.match(second ?? "", /path: web\.env/);
    assert.match(at("services:\n  a|: { image: x, depends_on: [b] }\n  b: { image: x, depends_on: [a] }\n")[0] ?? "", /goes in a circle/);
  });
});
