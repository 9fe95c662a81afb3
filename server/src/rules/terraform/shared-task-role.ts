import { hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import { resources } from "../../languages/terraform/queries";

export default defineRule({
  id: "terraform/shared-task-role",
  summary: "Task whose program has the agent's rights",
  severity: "info",
  preset: "strict",
  category: "security",
  since: "0.1.0",
  guidance: ["ECS-01"],
  equivalents: ["checkov:CKV_AWS_249", "kics:ecs_service_admin_role_is_present"],
  references: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-iam-roles.html"],
  rationale:
    "The execution role pulls images and reads the secrets of the task; the task role is the program's. One for both gives the program every secret the agent may read.",
  examples: [
    {
      title: "one for both",
      source: hcl`
resource "aws_ecs_task_definition" "shop" {
  execution_role_arn = aws_iam_role.shop.arn
  task_role_arn      = aws_iam_role.shop.arn
  ^^^^^^^^^^^^^ info: Task "shop" gives its program the role of the agent.
}
`,
    },
    {
      title: "one each",
      source:
        'resource "aws_ecs_task_definition" "shop" {\n  execution_role_arn = aws_iam_role.agent.arn\n  task_role_arn      = aws_iam_role.shop.arn\n}\n',
    },
  ],
  on: resources("aws_ecs_task_definition"),
  *check(task) {
    const { text } = task.reading.part;
    const [own, agent] = ["task_role_arn", "execution_role_arn"].map((name) => {
      const expression = task.attribute(name)?.expression;
      return expression && text.slice(expression.start, expression.end);
    });
    if (own !== undefined && own === agent && !task.lacks("task_role_arn"))
      yield { at: task.nameRange("task_role_arn"), message: `Task "${task.name}" gives its program the role of the agent.` };
  },
});
