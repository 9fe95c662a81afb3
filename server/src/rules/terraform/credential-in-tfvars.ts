import { hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import { underline } from "../../core/text";
import { credentialIn, literalsIn } from "../../languages/terraform/literal";
import { settings } from "../../languages/terraform/queries";

export default defineRule({
  id: "terraform/credential-in-tfvars",
  summary: "Variable file holds a credential",
  severity: "error",
  preset: "essential",
  category: "security",
  since: "0.1.0",
  guidance: ["SEC-34"],
  equivalents: [],
  references: ["https://developer.hashicorp.com/terraform/language/values/variables#variable-definitions-tfvars-files"],
  rationale:
    "Variable files are committed beside the configuration sooner or later, and copied to whoever needs to run it. Give the value by the environment " +
    "(`TF_VAR_…`) or let a data source read it from the secret store, and replace the value that stood here. A file that Git ignores still lies on " +
    "every laptop.",
  examples: [
    {
      title: "a password beside ordinary settings",
      path: "prod.tfvars",
      source: hcl`
region      = "eu-central-1"
db_password = "kT9-vgX2-plQ7"
              ^^^^^^^^^^^^^^^ error: Variable "db_password" is set to a password that is written here.
`,
    },
    {
      title: "placeholders of a sample, and names of secrets",
      path: "sample.tfvars",
      source: hcl`
db_password    = "changeme"
db_secret_name = "shop/db"
api_token      = ""
`,
    },
  ],
  on: settings,
  *check({ node, reading }) {
    for (const literal of literalsIn(node.name, node.expression)) {
      const credential = credentialIn(literal);
      if (!credential || credential.certainty === "placeholder") continue;
      yield {
        at: underline(reading.part.text, literal.at),
        certain: credential.issued,
        message: `Variable "${node.name}" is set to ${credential.what} that is written here.`,
      };
    }
  },
});
