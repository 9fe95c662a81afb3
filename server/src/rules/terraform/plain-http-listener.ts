import { hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import { resources } from "../../languages/terraform/queries";

export default defineRule({
  id: "terraform/plain-http-listener",
  summary: "Load balancer that serves in clear text",
  severity: "info",
  preset: "recommended",
  category: "security",
  since: "0.1.0",
  guidance: [],
  equivalents: ["checkov:CKV_AWS_2", "checkov:CKV2_AWS_20", "trivy:AWS-0054", "kics:alb_listening_on_http"],
  references: ["https://docs.aws.amazon.com/elasticloadbalancing/latest/application/create-https-listener.html"],
  rationale:
    "What users send and get can be read and changed on the way, sessions included. A listener on 443 with a certificate of ACM costs nothing; this one then redirects to it. Behind CloudFront, or inside of a network, it may be what you want.",
  examples: [
    {
      title: "forwards what it gets",
      source: hcl`
resource "aws_lb_listener" "web" {
  port     = 80
  protocol = "HTTP"
             ^^^^^^ info: Listener "web" serves in clear text: redirect to HTTPS.
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.web.arn
  }
}
`,
    },
    {
      title: "redirects, answers, or decides by rules",
      source: hcl`
resource "aws_lb_listener" "redirect" {
  protocol = "HTTP"
  default_action {
    type = "redirect"
    redirect {
      protocol    = "HTTPS"
      status_code = "HTTP_301"
    }
  }
}
resource "aws_lb_listener" "denied" {
  protocol = "HTTP"
  default_action {
    type = "fixed-response"
  }
}
resource "aws_lb_listener" "tls" {
  protocol = "HTTPS"
  default_action {
    type = "forward"
  }
}
`,
    },
  ],
  on: resources("aws_lb_listener", "aws_alb_listener"),
  *check(listener) {
    if (!listener.is("protocol", "HTTP") || listener.dynamic("default_action")) return;
    const actions = listener.blocks("default_action").map((action) => action.string("type"));
    if (actions.length && actions.every((type) => type === "forward"))
      yield { at: listener.rangeOf("protocol"), message: `Listener "${listener.name}" serves in clear text: redirect to HTTPS.` };
  },
});
