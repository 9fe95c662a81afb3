import { hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import { fixWith, insertBlock, setAttribute } from "../../languages/terraform/edit";
import { resources } from "../../languages/terraform/queries";

export default defineRule({
  id: "terraform/imds-v1",
  summary: "Instance hands its credentials to any request",
  severity: "warning",
  preset: "recommended",
  category: "security",
  since: "0.1.0",
  guidance: [],
  equivalents: ["checkov:CKV_AWS_79", "trivy:AWS-0028", "trivy:AWS-0130"],
  references: ["https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html"],
  rationale:
    "Version 1 of the metadata service answers every plain GET from the machine, so one program that can be talked into fetching a URL gives away the " +
    'credentials of the instance\'s role. Version 2 asks for a session token first, which such requests cannot supply. `http_tokens = "required"` ' +
    "switches version 1 off; current SDKs know version 2. Where nothing is written the image or the account may already require it: the strict preset " +
    "mentions that.",
  examples: [
    {
      title: "version 1 is allowed",
      source: hcl`
resource "aws_instance" "web" {
  ami           = data.aws_ami.base.id
  instance_type = "t3.small"

  metadata_options {
    http_tokens = "optional" # old SDK
                  ^^^^^^^^^^ 💡 warning: Instance "web" answers metadata requests without a token: any request it can be made to send gets its credentials.
  }
}
`,
      fixed: hcl`
resource "aws_instance" "web" {
  ami           = data.aws_ami.base.id
  instance_type = "t3.small"

  metadata_options {
    http_tokens = "required" # old SDK
  }
}
`,
    },
    {
      title: "nothing is said, in the strict preset",
      settings: { preset: "strict" },
      source: hcl`
resource "aws_launch_template" "node" {
                               ^^^^^^ 💡 info: Launch template "node" does not require tokens for metadata requests.
  image_id = data.aws_ami.base.id
}
`,
      fixed: hcl`
resource "aws_launch_template" "node" {
  image_id = data.aws_ami.base.id

  metadata_options {
    http_tokens = "required"
  }
}
`,
    },
    {
      title: "required, switched off, or left to the launch template",
      settings: { preset: "strict" },
      source: hcl`
resource "aws_instance" "web" {
  metadata_options {
    http_tokens = "required"
  }
}

resource "aws_instance" "batch" {
  metadata_options {
    http_endpoint = "disabled"
  }
}

resource "aws_instance" "node" {
  launch_template {
    id = aws_launch_template.node.id
  }
}
`,
    },
  ],
  patient: true,
  on: resources("aws_instance", "aws_launch_template", "aws_launch_configuration"),
  *check(resource) {
    const options = resource.block("metadata_options");
    if (options?.is("http_endpoint", "disabled")) return;
    const title = `${resource.kind === "aws_instance" ? "Instance" : resource.kind === "aws_launch_template" ? "Launch template" : "Launch configuration"} "${resource.name}"`;
    if (options?.is("http_tokens", "optional")) {
      yield {
        at: options.rangeOf("http_tokens"),
        message: `${title} answers metadata requests without a token: any request it can be made to send gets its credentials.`,
        fixes: fixWith("Require tokens", "suggestion", setAttribute(options, "http_tokens", '"required"')),
      };
      return;
    }
    const isUnsaid = options
      ? options.lacks("http_tokens")
      : resource.lacksBlock("metadata_options") && resource.lacksBlock("launch_template");
    if (!isUnsaid) return;
    const edits = options
      ? setAttribute(options, "http_tokens", '"required"')
      : insertBlock(resource, { header: "metadata_options", attributes: { http_tokens: '"required"' } });
    yield {
      at: resource.anchor,
      severity: "info",
      preset: "strict",
      message: `${title} does not require tokens for metadata requests.`,
      fixes: fixWith("Require tokens", "suggestion", edits),
    };
  },
});
