import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { kinds } from "../../languages/kubernetes/queries";

const PERSONAL = /(?:^|[_.-])(?:e-?mail|user-?name|phone|ssn)(?:$|[_.-])/i;

export default defineRule({
  id: "kubernetes/personal-data-in-config-map",
  summary: "User name or e-mail address in a ConfigMap",
  severity: "hint",
  preset: "all",
  category: "security",
  since: "0.1.0",
  guidance: [],
  equivalents: ["trivy:KSV-01010"],
  references: ["https://kubernetes.io/docs/concepts/configuration/configmap/"],
  rationale:
    "Half of a login, or somebody's address, where everybody with the `view` role reads it. A service's own user name is mostly no secret; that of a person may be.",
  examples: [
    {
      title: "an address",
      source: yaml`
apiVersion: v1
kind: ConfigMap
metadata: { name: web }
data:
  admin.email: ann@example.com
               ^^^^^^^^^^^^^^^ hint: ConfigMap "web" holds what may be about a person, under "admin.email".
`,
    },
    {
      title: "something else",
      source: yaml`
apiVersion: v1
kind: ConfigMap
metadata: { name: web }
data:
  level: info
  emailer: "on"
  username: ""
`,
    },
  ],
  on: kinds("", "ConfigMap"),
  *check(object) {
    const data = object.root.map("data");
    for (const key of data.keys)
      if (PERSONAL.test(key) && data.string(key))
        yield { at: data.rangeOf(key), message: `${object.title} holds what may be about a person, under "${key}".` };
  },
});
