import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { RULES } from "../../server/src/rules/index.generated";
import { completion } from "../../server/src/service/completion";
import { loadGrammarsForTests } from "../support/grammars";
import { absolute, workspaceOf } from "../support/workspace";
import type { Files } from "../support/workspace";

before(loadGrammarsForTests);

/** What is offered where `|` stands in the first file, by label. */
function offered(files: Files): string[] {
  const [[path, marked] = ["", ""]] = Object.entries(files);
  const offset = marked.indexOf("|");
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const workspace = workspaceOf({ ...files, [path]: text }, RULES, { preset: "all" });
  return completion(workspace, absolute(path), text, offset).flatMap(({ label, kind }) => (kind === "snippet" ? [] : [label]));
}

const COMPOSE = (service: string) => `services:
  db:
    image: postgres:17.5
    profiles: [full]
  cache:
    image: redis:8.0.2
  web:
    image: nginx:1.29.3
${service}
volumes:
  data:
networks:
  back:
secrets:
  token:
`;

describe("completion in a Compose file", () => {
  const cases: readonly (readonly [what: string, service: string, expected: readonly string[]])[] = [
    ["the services to wait for", "    depends_on:\n      - d|", ["db", "cache"]],
    ["the same as keys", "    depends_on:\n      d|", ["db", "cache"]],
    ["volumes", "    volumes:\n      - |", ["data"]],
    ["the source of a long mount", "    volumes:\n      - type: volume\n        source: |", ["data"]],
    ["networks", "    networks:\n      - |", ["back"]],
    ["secrets", "    secrets:\n      - t|", ["token"]],
    ["the network of another service", "    network_mode: |", ["service:db", "service:cache"]],
    ["the service to extend", "    extends:\n      service: |", ["db", "cache"]],
    ["profiles", "    profiles:\n      - |", ["full"]],
    ["nothing where a schema server knows more", "    restart: |", []],
  ];
  for (const [what, service, expected] of cases)
    it(`offers ${what}`, () => {
      assert.deepEqual(offered({ "compose.yaml": COMPOSE(service) }), expected);
    });

  it("offers the stages of the Dockerfile", () => {
    const files = {
      "compose.yaml": COMPOSE("    build:\n      context: ./web\n      target: |").replace("    image: nginx:1.29.3\n", ""),
      "web/Dockerfile": "FROM node:22.11 AS dev\nFROM dev AS run\nFROM dev\n",
    };
    assert.deepEqual(offered(files), ["dev", "run"]);
  });

  it("offers the variables of .env", () => {
    assert.deepEqual(offered({ "compose.yaml": COMPOSE("    environment:\n      A: ${T|"), ".env": "TAG=1\nPORT=80\n" }), ["TAG", "PORT"]);
  });
});

describe("completion in a manifest", () => {
  const OTHERS: Files = {
    "others.yaml": `apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data: { LEVEL: info, COLOUR: blue }
---
apiVersion: v1
kind: Secret
metadata: { name: token }
stringData: { value: "" }
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: robot }
---
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: { app: web } }
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: web }
spec: { host: web, subsets: [{ name: stable }, { name: canary }] }
`,
  };
  const pod = (line: string) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    metadata:
      labels:
        app: web
    spec:
      volumes:
        - name: data
          emptyDir: {}
      containers:
        - name: web
          image: web:1.2
          ports:
            - name: http
              containerPort: 80
${line}
`;
  const env = (what: string) => `          env:\n            - name: A\n              valueFrom:\n                ${what}`;
  const cases: readonly (readonly [what: string, text: string, expected: readonly string[]])[] = [
    ["ConfigMaps", pod(env("configMapKeyRef:\n                  name: |")), ["settings"]],
    [
      "the keys of a ConfigMap",
      pod(env("configMapKeyRef:\n                  name: settings\n                  key: |")),
      ["LEVEL", "COLOUR"],
    ],
    ["the keys when the name stands below", pod(env("secretKeyRef:\n                  key: |\n                  name: token")), ["value"]],
    ["Secrets", pod("          envFrom:\n            - secretRef:\n                name: |"), ["token"]],
    ["the container's ports to a probe", pod("          readinessProbe:\n            httpGet:\n              port: |"), ["http"]],
    ["the pod's volumes to a mount", pod("          volumeMounts:\n            - name: |"), ["data"]],
    ["service accounts", pod("      serviceAccountName: r|"), ["robot"]],
    ["nothing where a schema server knows more", pod("          imagePullPolicy: |"), []],
    [
      "the ports of the pods that a Service selects",
      `${pod("")}---\napiVersion: v1\nkind: Service\nmetadata:\n  name: own\nspec:\n  selector:\n    app: web\n  ports:\n    - port: 80\n      targetPort: |\n`,
      ["http"],
    ],
    [
      "services to an Ingress",
      "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: a\nspec:\n  defaultBackend:\n    service:\n      name: |\n",
      ["web"],
    ],
    [
      "services to a route",
      "apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata:\n  name: a\nspec:\n  rules:\n    - backendRefs:\n        - name: |\n",
      ["web"],
    ],
    [
      "subsets to a VirtualService",
      "apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata:\n  name: a\nspec:\n  http:\n    - route:\n        - destination:\n            host: web\n            subset: |\n",
      ["stable", "canary"],
    ],
  ];
  for (const [what, text, expected] of cases)
    it(`offers ${what}`, () => {
      assert.deepEqual(offered({ "web.yaml": text, ...OTHERS }), expected);
    });
});

describe("completion in a Dockerfile", () => {
  const FILE = "ARG VERSION=22\nFROM node:${VERSION} AS deps\nARG TOKEN\nENV LEVEL=info\nFROM deps AS build\nARG CI\n";
  const cases: readonly (readonly [what: string, line: string, expected: readonly string[]])[] = [
    ["stages to copy from, the nearest first", "FROM alpine:3.22\nCOPY --from=|", ["build", "deps"]],
    ["stages to mount from", "FROM alpine:3.22\nRUN --mount=type=bind,from=b|,target=/x true", ["build", "deps"]],
    ["stages to build from", "FROM b|", ["build", "deps"]],
    ["the variables of the stage and what it inherits", "RUN echo $|", ["CI", "LEVEL"]],
    ["nothing in a comment", "# $|\nRUN true", []],
    ["nothing elsewhere", "RUN ec|", []],
  ];
  for (const [what, line, expected] of cases)
    it(`offers ${what}`, () => {
      assert.deepEqual(offered({ Dockerfile: `${FILE}${line}\n` }), expected);
    });

  it("offers global arguments to FROM", () => {
    assert.equal(offered({ Dockerfile: `${FILE}FROM node:\${|}\n` })[0], "VERSION");
  });
});

describe("completion in a .plimsoll.yaml", () => {
  const offers = (text: string) => offered({ ".plimsoll.yaml": text });

  it("offers the options, with their nested ones", () => {
    assert.ok(offers("ex|").includes("extends"));
    assert.deepEqual(offers("kubernetes:\n  |"), ["version"]);
    assert.deepEqual(offers("overrides:\n  - files: [a]\n    |"), ["files", "rules", "environment"]);
    assert.deepEqual(offers("environments:\n  live:\n    |"), ["files", "production", "contexts"]);
  });

  it("offers presets, levels and flags", () => {
    assert.deepEqual(offers("extends: |"), ["essential", "recommended", "strict", "all"]);
    assert.deepEqual(offers("rules:\n  kubernetes/privileged-container: |"), ["off", "on", "error", "warning", "info", "hint"]);
    assert.deepEqual(offers("environments:\n  live:\n    production: |"), ["true", "false"]);
  });

  it("offers rules, whole languages, and the checks of grouped rules", () => {
    const found = offers("rules:\n  k|");
    for (const id of ["kubernetes/*", "kubernetes/privileged-container", "terraform/public-bucket"]) assert.ok(found.includes(id), id);
    assert.ok(offers("overrides:\n  - files: [a]\n    rules:\n      |").includes("compose/*"));
  });

  it("offers the environments that are declared", () => {
    assert.deepEqual(offers("environments:\n  live:\n    files: [a]\noverrides:\n  - files: [b]\n    environment: |"), ["live"]);
  });
});

describe("completion in a comment that ignores rules", () => {
  const POD = (comment: string) => `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      image: nginx:1.29.3
      securityContext:
        ${comment}
        privileged: true
`;

  it("offers what is reported below it first, then the rules of the language", () => {
    const found = offered({ "pod.yaml": POD("# plimsoll-ignore |") });
    assert.equal(found[0], "kubernetes/privileged-container");
    assert.ok(found.includes("kubernetes/host-network"));
    assert.ok(!found.some((id) => id.startsWith("compose/")));
  });

  it("offers the reasons the file gives already", () => {
    const text = `# plimsoll-ignore-file kubernetes/host-pid -- it is an agent\n${POD("# plimsoll-ignore kubernetes/privileged-container -- |")}`;
    assert.deepEqual(offered({ "pod.yaml": text }), ["it is an agent"]);
  });
});
