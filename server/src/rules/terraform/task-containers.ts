import { hcl } from "../../core/example";
import type { Finding, Rule } from "../../core/rule";
import { defineRules } from "../../core/rule";
import type { TerraformBlock } from "../../languages/terraform/block";
import type { TaskContainer } from "../../languages/terraform/containers";
import { containersOf } from "../../languages/terraform/containers";
import { resources } from "../../languages/terraform/queries";
import { booleanOf, textOf } from "../../languages/terraform/value";

/** What a container of a task definition must not be. */
interface ContainerRow extends Pick<
  Rule,
  "id" | "summary" | "equivalents" | "guidance" | "references" | "rationale" | "preset" | "severity" | "category"
> {
  readonly wrong: (container: TaskContainer, task: TerraformBlock) => boolean;
  readonly says: string;
  /** A container that is wrong, and one that is right, in Terraform. */
  readonly bad: string;
  readonly good: string;
  readonly patient?: boolean;
}

const ROWS: readonly ContainerRow[] = [
  {
    id: "terraform/privileged-task-container",
    summary: "Task container with root rights on its host",
    severity: "warning",
    preset: "recommended",
    category: "security",
    guidance: [],
    equivalents: ["checkov:CKV_AWS_334"],
    references: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html"],
    rationale:
      "A privileged container is root on the machine, and on the tasks of others there. Fargate refuses it; on EC2 add single capabilities instead.",
    wrong: (container) => booleanOf(container.get("privileged")) === true,
    says: "has root rights on its host",
    bad: "privileged = true",
    good: "privileged = false",
  },
  {
    id: "terraform/writable-task-container",
    summary: "Task container that can change its own image",
    severity: "info",
    preset: "strict",
    category: "security",
    guidance: [],
    equivalents: ["checkov:CKV_AWS_336"],
    references: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-tasks-containers.html"],
    rationale:
      "An intruder who can write nowhere cannot leave a program behind. Many programs need a directory or two: mount volumes there.",
    wrong: (container) => booleanOf(container.get("readonlyRootFilesystem")) === false || container.lacks("readonlyRootFilesystem"),
    says: "can write to its own files",
    bad: 'image = "shop:1.4.0"',
    good: "readonlyRootFilesystem = true",
    patient: true,
  },
  {
    id: "terraform/task-container-without-log",
    summary: "Fargate container whose output is lost",
    severity: "info",
    preset: "recommended",
    category: "reliability",
    guidance: ["ECS-03"],
    equivalents: [],
    references: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html"],
    rationale:
      "Fargate gives you no machine to look at: what is not shipped is gone when the task stops. Add a `logConfiguration` with the `awslogs` driver.",
    wrong: (container, task) => container.lacks("logConfiguration") && task.strings("requires_compatibilities").includes("FARGATE"),
    says: "ships its output nowhere",
    bad: 'image = "shop:1.4.0"',
    good: 'logConfiguration = { logDriver = "awslogs" }',
    patient: true,
  },
  {
    id: "terraform/mutable-task-image",
    summary: "Task image that may be another one tomorrow",
    severity: "warning",
    preset: "recommended",
    category: "reliability",
    guidance: ["CMP-14", "CMP-18"],
    equivalents: [],
    references: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html"],
    rationale:
      "An image without a version, or `latest`, makes one revision of the task start different code tomorrow, and a rollback start the same. Name the version, or the digest your pipeline made.",
    wrong: (container) => /^[^:@]*(?:\/[^:@]*)*(?::latest)?$/.test(textOf(container.get("image")) ?? ":"),
    says: "runs an image without a version",
    bad: 'image = "shop:latest"',
    good: 'image = "shop:1.4.0"',
  },
];

/** One rule for each row, one finding a container. */
export default defineRules<ContainerRow, TerraformBlock>(ROWS, ({ wrong, says, bad, good, patient, ...words }): Rule<TerraformBlock> => {
  const source = (inside: string, note: string) => `resource "aws_ecs_task_definition" "shop" {
  family                   = "shop"
  requires_compatibilities = ["FARGATE"]
  container_definitions    = jsonencode([{ name = "web", ${inside} }])
${note}}
`;
  return {
    ...words,
    since: "0.1.0",
    ...(patient === true ? { patient } : {}),
    examples: [
      { title: "a container", source: source(bad, `  ^^^^^^^^^^^^^^^^^^^^^ ${words.severity}: Container "web" of task "shop" ${says}.\n`) },
      { title: "as it should be", source: source(good, "") },
      {
        title: "a variable decides",
        source: hcl`
resource "aws_ecs_task_definition" "shop" {
  container_definitions = jsonencode([merge({ name = "web" }, var.container)])
}
`,
      },
    ],
    on: resources("aws_ecs_task_definition"),
    *check(task): Iterable<Finding> {
      for (const container of containersOf(task))
        if (wrong(container, task))
          yield { at: task.nameRange("container_definitions"), message: `Container "${container.name}" of task "${task.name}" ${says}.` };
    },
  };
});
