import { hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import { fixWith, setAttribute } from "../../languages/terraform/edit";
import { backends } from "../../languages/terraform/queries";

export default defineRule({
  id: "terraform/unencrypted-backend",
  summary: "State in S3 without a word about encryption",
  severity: "hint",
  preset: "strict",
  category: "security",
  since: "0.1.0",
  guidance: ["STA-02"],
  equivalents: [],
  references: ["https://developer.hashicorp.com/terraform/language/backend/s3"],
  rationale:
    "State holds passwords and keys in clear text, for everybody who may read the bucket. S3 encrypts by default now; `encrypt = true` with a `kms_key_id` adds a permission on the key, which can be withheld from those who may only see the bucket.",
  examples: [
    {
      title: "nothing said, and switched off",
      source: hcl`
terraform {
  backend "s3" {
          ^^^^ 💡 hint: The S3 backend does not ask for encryption: encrypt is not set.
    bucket = "acme-state"
    key    = "shop.tfstate"
  }
}
`,
      fixed: hcl`
terraform {
  backend "s3" {
    bucket  = "acme-state"
    key     = "shop.tfstate"
    encrypt = true
  }
}
`,
    },
    {
      title: "encrypted, and settings from elsewhere",
      source: {
        "a/main.tf": 'terraform {\n  backend "s3" {\n    bucket  = "acme-state"\n    key     = "a.tfstate"\n    encrypt = true\n  }\n}\n',
        "b/main.tf": 'terraform {\n  backend "s3" {\n    key = "b.tfstate"\n  }\n}\n',
      },
    },
  ],
  patient: true,
  on: backends,
  *check(backend) {
    const isOff = backend.is("encrypt", false);
    const isMissing = backend.lacks("encrypt") && backend.has("bucket") && backend.has("key");
    if (backend.kind !== "s3" || (!isOff && !isMissing)) return;
    yield {
      at: backend.rangeOf("encrypt"),
      message: `The S3 backend does not ask for encryption: encrypt is ${isOff ? "false" : "not set"}.`,
      fixes: fixWith("Encrypt the state", "suggestion", setAttribute(backend, "encrypt", "true")),
    };
  },
});
