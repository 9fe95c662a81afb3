import { hcl } from "../../core/example";
import type { Edit } from "../../core/edit";
import { defineRule } from "../../core/rule";
import { underline } from "../../core/text";
import type { TerraformBlock } from "../../languages/terraform/block";
import { fixWith, removeAttribute, replaceAttribute } from "../../languages/terraform/edit";
import { credentialIn, literalsIn } from "../../languages/terraform/literal";
import { variables } from "../../languages/terraform/queries";

export default defineRule({
  id: "terraform/credential-in-variable",
  summary: "Variable has a credential as its default",
  severity: "error",
  preset: "essential",
  category: "security",
  since: "0.1.0",
  guidance: ["SEC-31", "SEC-37"],
  equivalents: [],
  references: ["https://developer.hashicorp.com/terraform/language/manage-sensitive-data"],
  rationale:
    "A default is committed with the module, copied to everyone who uses it, and used by whoever forgets to set their own. Take it out, mark the " +
    "variable `sensitive`, and pass the value from a secret store or the environment (`TF_VAR_…`). The old value is in the history: replace it where " +
    "it is used. A placeholder is reported as information, because it tends to reach production.",
  examples: [
    {
      title: "a password as default",
      source: hcl`
variable "db_password" {
  type    = string
  default = "kT9-vgX2-plQ7" # for now
            ^^^^^^^^^^^^^^^ 💡 error: Variable "db_password" has a password as its default.
}
`,
      fixed: hcl`
variable "db_password" {
  type      = string
  sensitive = true # for now
}
`,
    },
    {
      title: "a placeholder, and a key inside a map",
      source: hcl`
variable "settings" {
  default = {
    api_key = "q8Zp-77Lm-xW3r"
              ^^^^^^^^^^^^^^^^ 💡 error: Variable "settings" has a key as its default.
    region  = "eu-central-1"
  }
}

variable "db_password" {
  default = "changeme"
            ^^^^^^^^^^ 💡 info: Variable "db_password" has a placeholder for a password as its default.
}
`,
    },
    {
      title: "no default, an empty one, and things that only sound secret",
      source: hcl`
variable "db_password" {
  type      = string
  sensitive = true
}

variable "api_token" {
  default = ""
}

variable "password_length" {
  default = "24"
}

variable "db_password_secret_arn" {
  default = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:db"
}
`,
    },
  ],
  on: variables,
  *check(variable) {
    const expression = variable.attribute("default")?.expression;
    if (!expression) return;
    for (const { name, value, at } of literalsIn(variable.name, expression)) {
      const credential = credentialIn({ name, value, at });
      if (!credential) continue;
      const isPlaceholder = credential.certainty === "placeholder";
      yield {
        at: underline(variable.reading.part.text, at),
        ...(isPlaceholder ? { severity: "info" as const } : {}),
        certain: credential.issued,
        message: `Variable "${variable.name}" has ${isPlaceholder ? "a placeholder for " : ""}${credential.what} as its default.`,
        fixes: fixWith("Remove the default and mark the variable sensitive", "suggestion", removal(variable)),
      };
    }
  },
});

const removal = (variable: TerraformBlock): Edit[] =>
  variable.has("sensitive") ? removeAttribute(variable, "default") : replaceAttribute(variable, "default", "sensitive", "true");
