import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { Cluster } from "./cluster";
import { NO_KUBECTL, kubectl } from "./kubectl";

const NAMESPACE = "shop";
const OBJECTS = `
apiVersion: v1
kind: Node
metadata: { name: worker-1 }
spec: {}
status: { conditions: [{ type: Ready, status: "True" }] }
---
apiVersion: v1
kind: Node
metadata: { name: worker-2 }
spec: {}
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 4
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: "web:1" }] }
---
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: { app: web } }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web }
spec: { http: [{ route: [{ weight: 100 }, { weight: 0 }] }] }
`;
const STATEFUL = `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db }
spec:
  serviceName: db
  replicas: 2
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec: { containers: [{ name: db, image: "db:1" }] }
  volumeClaimTemplates: [{ metadata: { name: data }, spec: {} }]
`;
const WEB = "apps/v1 Deployment web";
const IMAGE = "spec.template.spec.containers[0].image";

describe("the stand-in cluster, asked by the real kubectl", { timeout: 60_000 }, () => {
  let cluster: Cluster;
  const read = (object: string, at: string): unknown => cluster.read(object, at, NAMESPACE);
  const run = (line: string, ...more: string[]) => kubectl(cluster, [...line.split(" "), ...more]);
  /** Runs what must go well, and gives its output. */
  const ask = async (line: string, ...more: string[]): Promise<string> => {
    const { code, output } = await run(line, ...more);
    assert.equal(code, 0, `kubectl ${line}\n${output}`);
    return output;
  };
  const refused = async (line: string, why: RegExp): Promise<void> => {
    const { code, output } = await run(line);
    assert.notEqual(code, 0);
    assert.match(output, why);
  };

  before(async () => {
    cluster = new Cluster({
      ready: ({ spec }) => spec.containers[0]?.image !== "web:broken",
      log: (pod, container, previous) => `${container}${previous ? " before" : ""} says hello\n`,
      exec: (_pod, [program, ...words]) => ({ code: program === "false" ? 3 : 0, stdout: `${words.join(" ")}\n` }),
      may: (verb, resource) => verb === "patch" && resource === "deployments",
    });
    await cluster.start("stand-in", NAMESPACE);
    cluster.put(OBJECTS, NAMESPACE);
    await cluster.until("four pods serve", () => read(WEB, "status.readyReplicas") === 4);
  });
  after(() => cluster.stop());

  it("says what it is, and who may do what", { skip: NO_KUBECTL }, async () => {
    assert.match(await ask("version"), /Server Version: v1\.32/);
    assert.match(await ask("api-resources --api-group apps"), /deployments +deploy +apps\/v1 +true +Deployment/);
    assert.equal(
      await ask("get namespace kube-system --output jsonpath={.metadata.uid}"),
      read("v1 Namespace kube-system", "metadata.uid"),
    );
    assert.equal((await ask("auth can-i patch deployments")).trim(), "yes");
    await refused("auth can-i delete nodes", /^no/m);
    await refused("get pods --field-selector spec.hostname=a", /field label not supported: spec.hostname/);
    await refused("get deployment nobody", /deployments.apps "nobody" not found/);
  });

  it("rolls out, remembers revisions, and goes back to one that is named", { skip: NO_KUBECTL }, async () => {
    await ask("set image deployment/web web=web:2");
    assert.match(await ask("rollout status deployment/web"), /successfully rolled out/);
    await ask("set image deployment/web web=web:3");
    await ask("rollout status deployment/web");
    assert.deepEqual((await ask("rollout history deployment/web")).match(/^\d+/gm), ["1", "2", "3"]);
    await ask("rollout undo deployment/web --to-revision=1 --dry-run=server");
    assert.equal(read(WEB, IMAGE), "web:3");
    await ask("rollout undo deployment/web --to-revision=1");
    await ask("rollout status deployment/web");
    assert.equal(read(WEB, IMAGE), "web:1");
    assert.equal(read(WEB, 'metadata.annotations["deployment.kubernetes.io/revision"]'), "4");
    const images = await ask("get pods --selector app=web --output jsonpath={.items[*].spec.containers[0].image}");
    assert.equal(images, "web:1 web:1 web:1 web:1");
  });

  it("keeps the old pods when a version never gets ready, and says that the deadline has passed", { skip: NO_KUBECTL }, async () => {
    await ask("set image deployment/web web=web:broken");
    await refused("rollout status deployment/web", /exceeded its progress deadline/);
    assert.equal(read(WEB, "status.readyReplicas"), 3);
    await ask("rollout undo deployment/web");
    await ask("rollout status deployment/web");
    assert.equal(read(WEB, "status.readyReplicas"), 4);
  });

  it("stands still while paused, restarts, scales", { skip: NO_KUBECTL }, async () => {
    const pods = await ask("get pods --output name");
    await ask("rollout pause deployment/web");
    await ask("rollout resume deployment/web");
    assert.equal(await ask("get pods --output name"), pods);
    await ask("rollout restart deployment/web");
    await ask("rollout status deployment/web");
    assert.notEqual(await ask("get pods --output name"), pods);
    await ask("scale deployment/web --replicas=2");
    await ask("rollout status deployment/web");
    assert.equal((await ask("get endpointslices --output json")).match(/"targetRef"/g)?.length, 2);
  });

  it("drains a node as far as budgets allow", { skip: NO_KUBECTL }, async () => {
    await ask("drain worker-1");
    assert.equal(await ask("get pods --field-selector spec.nodeName=worker-1 --output name"), "");
    await ask("uncordon worker-1");
    assert.equal((await ask("get nodes --field-selector spec.unschedulable=true --output name")).trim(), "");
    cluster.put(
      "{ apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: { name: web }, spec: { minAvailable: 2, selector: { matchLabels: { app: web } } } }",
      NAMESPACE,
    );
    const pod = (await ask("get pods --output name")).split("\n")[0]?.replace("pod/", "") ?? "";
    const eviction = path.join(cluster.folder, "eviction.json");
    writeFileSync(eviction, JSON.stringify({ apiVersion: "policy/v1", kind: "Eviction", metadata: { name: pod, namespace: NAMESPACE } }));
    await refused(`create --raw /api/v1/namespaces/${NAMESPACE}/pods/${pod}/eviction --filename ${eviction}`, /pod's disruption budget/);
    await ask("delete pdb web");
  });

  it("patches custom resources by JSON, and refuses what does not fit", { skip: NO_KUBECTL }, async () => {
    const patch = (index: number) => `[{"op":"add","path":"/spec/http/0/route/${index}/weight","value":50}]`;
    await ask("patch virtualservice.networking.istio.io/web --type json --dry-run=server --patch", patch(0));
    assert.equal(read("networking.istio.io/v1 VirtualService web", "spec.http[0].route[0].weight"), 100);
    await ask("patch virtualservice.networking.istio.io/web --type json --patch", patch(0));
    assert.equal(read("networking.istio.io/v1 VirtualService web", "spec.http[0].route[0].weight"), 50);
    await refused(`patch vs web --type json --patch ${patch(7)}`, /doc is missing path: 7/);
    await refused("patch vs web --type strategic --patch {}", /strategic-merge-patch\+json is not supported/);
  });

  it("starts the members of a StatefulSet in order, and leaves them when only it is deleted", { skip: NO_KUBECTL }, async () => {
    const file = path.join(cluster.folder, "db.yaml");
    writeFileSync(file, STATEFUL);
    await ask(`apply --filename ${file} --dry-run=server`);
    assert.equal(read("apps/v1 StatefulSet db", "metadata.name"), undefined);
    await ask(`apply --filename ${file}`);
    await ask("rollout status statefulset/db");
    assert.match(await ask(`apply --filename ${file}`), /unchanged/);
    assert.equal(await ask("get pvc --output name"), "persistentvolumeclaim/data-db-0\npersistentvolumeclaim/data-db-1\n");
    await ask("delete statefulset db --cascade=orphan");
    await ask("delete statefulset db --ignore-not-found");
    assert.equal(await ask("get pods --selector app=db --output name"), "pod/db-0\npod/db-1\n");
    await ask("delete pod db-0 db-1");
  });

  it("has logs, and runs what is to run in a container", { skip: NO_KUBECTL }, async () => {
    assert.match(await ask("logs deployment/web --all-containers --tail 300"), /^web says hello$/m);
    assert.equal(await ask("exec deployment/web -- echo one two"), "one two\n");
    const { code } = await run("exec deployment/web -- false");
    assert.equal(code, 3);
  });

  it("knows what was changed, and counts no dry run and no question", { skip: NO_KUBECTL }, async () => {
    cluster.changes.length = 0;
    await ask("auth can-i patch deployments");
    await ask("scale deployment/web --replicas=3 --dry-run=server");
    await ask("scale deployment/web --replicas=3");
    assert.deepEqual(cluster.changes, ["PATCH /apis/apps/v1/namespaces/shop/deployments/web/scale"]);
  });
});
