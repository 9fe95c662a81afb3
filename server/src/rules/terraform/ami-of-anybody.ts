import { hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import { TabStop, fixWith, setAttribute } from "../../languages/terraform/edit";
import { dataSources } from "../../languages/terraform/queries";

export default defineRule({
  id: "terraform/ami-of-anybody",
  summary: "Newest image of a name, from whoever publishes it",
  severity: "warning",
  preset: "recommended",
  category: "security",
  since: "0.1.0",
  guidance: [],
  equivalents: ["checkov:CKV_AWS_386", "trivy:AWS-0344"],
  references: ["https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/finding-an-ami.html"],
  rationale:
    "Anybody may publish an image under any name. With `most_recent` and no owner the next plan takes that of the attacker who published last, and runs it in your account. `owners` names whom you trust: `amazon`, `self`, or an account.",
  examples: [
    {
      title: "whoever was last",
      source: hcl`
data "aws_ami" "ubuntu" {
               ^^^^^^^^ 💡 warning: Image "ubuntu" may be of anybody who publishes one of this name: owners is not set.
  most_recent = true
  filter {
    name   = "name"
    values = ["ubuntu/images/hvm-ssd/ubuntu-noble-24.04-amd64-server-*"]
  }
}
`,
      fixed: hcl`
data "aws_ami" "ubuntu" {
  most_recent = true
  owners      = [""]
  filter {
    name   = "name"
    values = ["ubuntu/images/hvm-ssd/ubuntu-noble-24.04-amd64-server-*"]
  }
}
`,
    },
    {
      title: "an owner, by filter, or one image",
      source: hcl`
data "aws_ami" "ubuntu" {
  most_recent = true
  owners      = ["099720109477"]
}
data "aws_ami" "own" {
  most_recent = true
  filter {
    name   = "owner-id"
    values = ["123456789012"]
  }
}
data "aws_ami" "one" {
  image_id = "ami-0abc"
}
`,
    },
  ],
  on: dataSources("aws_ami"),
  *check(image) {
    if (!image.is("most_recent", true) || !image.lacks("owners") || image.dynamic("filter") || image.open) return;
    const decides = /^(?:owner-id|owner-alias|image-id|product-code)$/;
    if (image.blocks("filter").some((filter) => filter.string("name") === undefined || decides.test(filter.string("name") ?? ""))) return;
    yield {
      at: image.anchor,
      message: `Image "${image.name}" may be of anybody who publishes one of this name: owners is not set.`,
      fixes: fixWith("Name the owners", "suggestion", setAttribute(image, "owners", ['["', new TabStop(""), '"]'])),
    };
  },
});
