import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { at } from "../../server/src/languages/compose/data";
import { readDotenv } from "../../server/src/languages/compose/dotenv";
import { ignores } from "../../server/src/languages/compose/files";
import { collide, readPort } from "../../server/src/languages/compose/ports";
import type { Port } from "../../server/src/languages/compose/ports";
import { literal, settle, splitTemplate, usual, variablesOf } from "../../server/src/languages/compose/template";
import { parseCompose } from "../../server/src/languages/compose/tree";
import { readMount } from "../../server/src/languages/compose/volumes";
import { dataOf } from "../../server/src/languages/compose/data";

describe("interpolation", () => {
  const env: Record<string, string> = { NAME: "shop", EMPTY: "", MONEY: "a$b" };
  const filled = (text: string) => literal(settle(text, (name) => env[name]));

  it("fills in what is known", () => {
    assert.equal(filled("$NAME/${NAME}-x"), "shop/shop-x");
    assert.equal(filled("${NAME:-other}${NAME-other}${NAME:?stop}${NAME?stop}"), "shopshopshopshop");
    assert.equal(filled("${EMPTY:-other}|${EMPTY-other}|${EMPTY:+x}|${EMPTY+x}|${NAME:+y}"), "other|||x|y");
    assert.equal(filled("${EMPTY:-${NAME:-z}}"), "shop");
    assert.equal(filled("$$NAME costs 5$, ${MONEY}"), "$NAME costs 5$, a$b");
  });

  it("leaves what nobody has said, and says so", () => {
    assert.equal(filled("${OTHER}"), undefined);
    assert.equal(filled("${OTHER:-x}"), undefined);
    assert.equal(filled("${EMPTY:?stop}"), undefined);
    assert.equal(
      settle("${NAME}:${OTHER:-x}:$$", (name) => env[name]),
      "shop:${OTHER:-x}:$$",
    );
    assert.equal(literal("no variable"), "no variable");
  });

  it("takes defaults where it is asked to", () => {
    assert.equal(usual("${A:-x}-${B-${C:-y}}"), "x-y");
    assert.equal(usual("${A}"), undefined);
    assert.equal(usual("${A:?stop}"), undefined);
  });

  it("cuts outside of variables only", () => {
    assert.deepEqual(splitTemplate("${A:-1:2}:80", ":"), ["${A:-1:2}", "80"]);
    assert.deepEqual(splitTemplate("a:b", ":"), ["a", "b"]);
  });

  it("reads what is no variable as text", () => {
    assert.deepEqual(variablesOf("${}, ${1}, ${A!x}, ${A, $1, $"), []);
    assert.equal(literal("$1"), "$1");
  });
});

describe(".env", () => {
  it("reads lines as Compose does", () => {
    const text = [
      "# a comment",
      "A=1",
      "export B = two # a comment",
      "C='#not ${A}'",
      'D="x\\n${A}$$"',
      "E=${A}/${B}",
      "F=${UNKNOWN}",
      "G",
      "H: yaml",
      'I="over',
      'lines"',
      "J=a#b",
      "not a line",
    ].join("\n");
    const entries = Object.fromEntries(readDotenv(text).map(({ name, value }) => [name, value]));
    const expected = {
      A: "1",
      B: "two",
      C: "#not ${A}",
      D: "x\n1$",
      E: "1/two",
      F: undefined,
      G: undefined,
      H: "yaml",
      I: "over\nlines",
      J: "a#b",
    };
    for (const [name, value] of Object.entries(expected)) assert.equal(entries[name], value, name);
  });

  it("points at the value, or at a name without one", () => {
    const text = "A=one\nB=\n";
    assert.deepEqual(
      readDotenv(text).map(({ range }) => text.slice(range.start, range.end)),
      ["one", "B"],
    );
  });
});

describe("ports", () => {
  const port = (data: Parameters<typeof readPort>[0]): Port => {
    const read = readPort(data);
    assert.ok(read);
    return read;
  };

  it("reads the short forms", () => {
    assert.deepEqual(port("8080:80"), {
      hostIp: undefined,
      hostKnown: true,
      published: { first: 8080, last: 8080 },
      target: { first: 80, last: 80 },
      protocol: "tcp",
    });
    assert.equal(port("127.0.0.1:53:53/udp").protocol, "udp");
    assert.equal(port("127.0.0.1:53:53/udp").hostIp, "127.0.0.1");
    assert.equal(port("[::1]:80:80").hostIp, "::1");
    assert.equal(port("127.0.0.1::80").published, undefined);
    assert.deepEqual(port("3000-3005:3000-3005").published, { first: 3000, last: 3005 });
    assert.equal(port(3000).published, undefined);
    assert.equal(port("${PORT:-80}:80").hostKnown, false);
    assert.deepEqual(port("${PORT:-80}:80").target, { first: 80, last: 80 });
    assert.equal(port("${ALL}").hostKnown, false);
  });

  it("reads the long form", () => {
    assert.equal(port({ target: 80, published: "8080", host_ip: "127.0.0.1", protocol: "udp" }).published?.first, 8080);
    assert.equal(port({ target: 80 }).published, undefined);
    assert.equal(port({ target: 80, published: "${PORT}" }).hostKnown, false);
  });

  it("says which of them are in each other's way", () => {
    const both = (a: string, b: string) => collide(port(a), port(b));
    assert.ok(both("8080:80", "8080:81"));
    assert.ok(both("127.0.0.1:8080:80", "8080:81"));
    assert.ok(both("3000-3005:3000-3005", "3004:80"));
    assert.ok(!both("127.0.0.1:8080:80", "127.0.0.2:8080:80"));
    assert.ok(!both("8080:80", "8080:80/udp"));
    assert.ok(!both("3000-3005:80", "3004:80"), "Docker takes one that is free");
    assert.ok(!both("80", "80"), "Docker chooses the port");
  });
});

describe("mounts", () => {
  const short = (text: string) => {
    const mount = readMount(text);
    return mount && [mount.type, mount.source, mount.target, mount.readOnly];
  };

  it("reads the short forms", () => {
    assert.deepEqual(short("data:/data"), ["volume", "data", "/data", false]);
    assert.deepEqual(short("./x:/x:ro"), ["bind", "./x", "/x", true]);
    assert.deepEqual(short("/cache"), ["volume", undefined, "/cache", false]);
    assert.deepEqual(short("C:\\x:/x"), ["bind", "C:\\x", "/x", false]);
    assert.deepEqual(short("${A}:/x"), ["unknown", undefined, "/x", false]);
    assert.deepEqual(short("./${A}:/x"), ["bind", undefined, "/x", false]);
  });
});

describe(".gitignore", () => {
  it("says what it may leave out", () => {
    assert.ok(ignores(".env\n", "a/.env"));
    assert.ok(ignores("*.env\n", "a/web.env"));
    assert.ok(ignores("/data/\n", "data/x"));
    assert.ok(ignores("**/tmp\n", "a/b/tmp/x"));
    assert.ok(!ignores("/data\n", "a/data"));
    assert.ok(!ignores("# .env\n!.env\n", ".env"));
  });
});

describe("merge keys and aliases", () => {
  const services = (text: string) => {
    const tree = parseCompose({ text });
    return at(dataOf(tree.expanded, tree.expandedAnchors), "services");
  };

  it("fills merge keys in: own keys win, then the first source", () => {
    const text = `
x-a: &a { restart: always, image: a }
x-b: &b { image: b, user: b }
services:
  web:
    <<: [*a, *b]
    restart: "no"
    environment: &env { A: 1 }
  api:
    image: c
    environment: { <<: *env, B: 2 }
`;
    assert.deepEqual(services(text), {
      web: { image: "a", user: "b", restart: "no", environment: { A: 1 } },
      api: { image: "c", environment: { A: 1, B: 2 } },
    });
  });

  it("bounds a document that unfolds without end", () => {
    const levels = Array.from({ length: 30 }, (_, i) => `x${i + 1}: &x${i + 1} { a: [*x${i}, *x${i}, *x${i}], <<: [*x${i}, *x${i}] }`);
    const text = `x0: &x0 { k: v }\n${levels.join("\n")}\nservices:\n  web: *x30\n  api: { <<: *x30 }\n`;
    const started = Date.now();
    assert.ok(services(text) !== null);
    assert.ok(Date.now() - started < 2_000);
  });

  it("survives an anchor that holds itself, and one that nobody wrote", () => {
    assert.doesNotThrow(() => services("services: &s\n  web: { <<: *s, environment: *s }\n  api: { <<: *nobody }\n"));
  });
});
