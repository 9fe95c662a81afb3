import { hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import type { TerraformBlock } from "../../languages/terraform/block";
import type { Expression } from "../../languages/terraform/node";
import { attributesOf } from "../../languages/terraform/walk";
import { resources } from "../../languages/terraform/queries";
import type { Value } from "../../languages/terraform/value";
import { textOf } from "../../languages/terraform/value";

/** Where scripts for a machine are written. */
const SCRIPTS: ReadonlySet<string> = new Set(["user_data", "user_data_base64", "custom_data", "metadata_startup_script", "inline"]);

export default defineRule({
  id: "terraform/k3s-without-version",
  summary: "K3s of whatever version is current that day",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["K3S-01"],
  equivalents: [],
  references: ["https://docs.k3s.io/installation/configuration"],
  rationale:
    "Each new machine gets the release of the day it starts, so the nodes of one cluster differ, and an agent may be newer than its server, which Kubernetes does not support. Set `INSTALL_K3S_VERSION` in front of the script's shell.",
  examples: [
    {
      title: "in a script of a machine",
      source: hcl`
resource "aws_instance" "node" {
  user_data = <<-EOT
              ^^^^^^ warning: Machine "node" installs K3s without a version.
    #!/bin/sh
    curl -sfL https://get.k3s.io | sh -s - agent
  EOT
}
`,
    },
    {
      title: "in a template beside it",
      source: {
        "main.tf":
          'resource "aws_launch_template" "node" {\n  user_data = base64encode(templatefile("${path.module}/node.sh", { token = var.token }))\n              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Machine "node" installs K3s without a version.\n}\n',
        "node.sh": "#!/bin/sh\ncurl -sfL https://get.k3s.io | K3S_TOKEN=${token} sh -\n",
      },
    },
    {
      title: "with a version or a channel",
      source: hcl`
resource "aws_instance" "node" {
  user_data = <<-EOT
    curl -sfL https://get.k3s.io | INSTALL_K3S_VERSION=v1.33.1+k3s1 sh -
  EOT
}

resource "aws_instance" "other" {
  user_data = "curl -sfL https://get.k3s.io | INSTALL_K3S_CHANNEL=v1.33 sh -"
}
`,
    },
  ],
  on: resources(),
  *check(machine) {
    for (const { name, expression } of attributesOf(machine.node)) {
      if (!SCRIPTS.has(name)) continue;
      const script = scriptIn(machine, expression);
      if (/\bget\.k3s\.io\b/.test(script) && !/INSTALL_K3S_(?:VERSION|CHANNEL|COMMIT)/.test(script))
        yield {
          at: machine.has(name) ? machine.rangeOf(name) : machine.anchor,
          message: `Machine "${machine.name}" installs K3s without a version.`,
        };
    }
  },
});

/** The known text of a script, also where it is encoded for the API. */
function scriptIn(machine: TerraformBlock, expression: Expression): string {
  if (expression.kind === "call" && /^base64(?:encode|gzip)$/.test(expression.name))
    return expression.args[0] ? scriptIn(machine, expression.args[0]) : "";
  return textIn(machine.evaluate(expression));
}

const textIn = (value: Value): string =>
  value.kind === "text" ? value.text : value.kind === "list" ? value.items.map(textIn).join("\n") : (textOf(value) ?? "");
