import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { advertisementFact, objectFact } from "../../languages/kubernetes/facts";
import { kinds } from "../../languages/kubernetes/queries";
import { deployed, inNamespace } from "../../languages/kubernetes/related";

export default defineRule({
  id: "kubernetes/unadvertised-pool",
  summary: "MetalLB addresses that nobody announces",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["BM-10", "BM-09"],
  equivalents: [],
  references: ["https://metallb.io/configuration/"],
  rationale:
    "Services are given addresses of the pool, and no packet arrives, because no advertisement covers it. An advertisement without `ipAddressPools` covers all pools; one with a list only those. A BGP advertisement needs a BGPPeer to announce to. Reported where advertisements stand beside the pool.",
  examples: [
    {
      title: "an advertisement of another pool, and BGP without a peer",
      source: yaml`
apiVersion: metallb.io/v1beta1
kind: IPAddressPool
metadata: { name: public }
                  ^^^^^^ warning: No advertisement covers IPAddressPool "public": packets to its addresses never arrive.
spec: { addresses: [192.0.2.0/28] }
---
apiVersion: metallb.io/v1beta1
kind: BGPAdvertisement
metadata: { name: internal }
                  ^^^^^^^^ warning: BGPAdvertisement "internal" announces to nobody: there is no BGPPeer beside it.
spec: { ipAddressPools: [internal] }
`,
    },
    {
      title: "covered by name or by all, with a peer; nothing else here",
      source: {
        "a/pool.yaml": yaml`
apiVersion: metallb.io/v1beta1
kind: IPAddressPool
metadata: { name: public }
---
apiVersion: metallb.io/v1beta1
kind: L2Advertisement
metadata: { name: all }
`,
        "b/pool.yaml": yaml`
apiVersion: metallb.io/v1beta1
kind: IPAddressPool
metadata: { name: public }
`,
        "c/pool.yaml": yaml`
apiVersion: metallb.io/v1beta1
kind: BGPAdvertisement
metadata: { name: all }
---
apiVersion: metallb.io/v1beta2
kind: BGPPeer
metadata: { name: router }
`,
      },
    },
  ],
  on: kinds("metallb.io", "IPAddressPool", "BGPAdvertisement"),
  *check(object, _context, scope) {
    const { name, kind } = object;
    if (kind === "BGPAdvertisement") {
      const isPool = ({ value }: { value: { group: string } }) => value.group === "metallb.io";
      if (deployed(scope, objectFact, "IPAddressPool").some(isPool) && !deployed(scope, objectFact, "BGPPeer").some(isPool))
        yield { at: object.anchor, message: `${object.title} announces to nobody: there is no BGPPeer beside it.` };
      return;
    }
    const advertisements = inNamespace(deployed(scope, advertisementFact), object.namespace, scope);
    if (name === undefined || !advertisements.length) return;
    if (advertisements.some(({ value }) => !value.pools || value.pools.includes(name))) return;
    yield { at: object.anchor, message: `No advertisement covers ${object.title}: packets to its addresses never arrive.` };
  },
});
