import { basename } from "../../core/path";
import { defineRule } from "../../core/rule";
import { backends } from "../../languages/terraform/queries";

const source = (name: string, note = "") => ({
  [name]: `terraform {\n  backend "s3" {\n${note}    bucket = "acme-state"\n  }\n}\n`,
});

export default defineRule({
  id: "terraform/backend-elsewhere",
  summary: "Backend outside of backend.tf",
  severity: "hint",
  preset: "all",
  category: "maintainability",
  since: "0.1.0",
  guidance: ["STA-08"],
  equivalents: [],
  references: ["https://developer.hashicorp.com/terraform/language/style"],
  rationale:
    "People look for `backend.tf` to learn where the state lives, and HashiCorp's style guide puts the backend there. Moving the block changes nothing for Terraform: an opinion.",
  examples: [
    {
      title: "in main.tf",
      source: source("main.tf", "          ^^^^ hint: The backend is in main.tf: people look for it in backend.tf.\n"),
    },
    { title: "where it is looked for", source: source("backend.tf") },
  ],
  on: backends,
  *check(backend) {
    const name = basename(backend.reading.path);
    if (!/^backend(?:\.|_)|_override\.|^override\./.test(name))
      yield { at: backend.anchor, message: `The backend is in ${name}: people look for it in backend.tf.` };
  },
});
