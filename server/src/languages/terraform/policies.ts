import type { Query } from "../../core/rule";
import { query } from "../../core/rule";
import type { Range } from "../../core/text";
import type { TerraformBlock } from "./block";
import { blocksOf } from "./block";
import { useFact } from "./facts";
import type { Statement } from "./policy";
import { documentStatements, policyOf } from "./policy";
import type { Value } from "./value";

/** A policy and where it is written, whichever of its forms it has. */
export interface Policy {
  readonly block: TerraformBlock;
  /** How messages name it. */
  readonly title: string;
  readonly isDocument: boolean;
  readonly statements: readonly PlacedStatement[];
}

export interface PlacedStatement extends Statement {
  /** Where a value of the statement is shown. */
  readonly placeOf: (value: Value) => Range;
}

/** Policies of users, groups and roles. Policies of keys, queues and the like name principals, and there `*` means that one thing. */
const IDENTITY_POLICIES: Readonly<Record<string, string>> = {
  aws_iam_policy: "policy",
  aws_iam_role_policy: "policy",
  aws_iam_user_policy: "policy",
  aws_iam_group_policy: "policy",
  aws_ssoadmin_permission_set_inline_policy: "inline_policy",
};

/** Where Allow * on * is the customary start, narrowed by other policies. */
const FRAMES: ReadonlySet<string> = new Set(["aws_organizations_policy", "aws_vpc_endpoint", "aws_vpc_endpoint_policy"]);

/** What identities may do: policies of IAM, those inside roles, and documents that no frame is made of. */
export const identityPolicies: Query<Policy> = query(["terraform"], (reading) =>
  blocksOf(reading).flatMap((block): Policy[] => {
    if (block.type === "data" && block.kind === "aws_iam_policy_document") {
      if (reading.scope.all(useFact, block.address).some((use) => FRAMES.has(use.value.by))) return [];
      return [documentPolicy(block)];
    }
    const attribute = block.type === "resource" ? IDENTITY_POLICIES[block.kind] : undefined;
    if (attribute !== undefined) return [attributePolicy(block, block, attribute)];
    return block.type === "resource" && block.kind === "aws_iam_role"
      ? block.blocks("inline_policy").map((holder) => attributePolicy(block, holder, "policy"))
      : [];
  }),
);

/** Every `aws_iam_policy_document`. */
export const policyDocuments: Query<Policy> = query(["terraform"], (reading) =>
  blocksOf(reading)
    .filter((block) => block.type === "data" && block.kind === "aws_iam_policy_document")
    .map(documentPolicy),
);

const documentPolicy = (block: TerraformBlock): Policy => ({
  block,
  title: `Policy document "${block.name}"`,
  isDocument: true,
  statements: documentStatements(block),
});

/** The policy that an attribute holds, in a resource or a block of it. */
export function attributePolicy(block: TerraformBlock, holder: TerraformBlock, attribute: string, noun = "Policy"): Policy {
  return {
    block,
    title: `${noun} "${block.name}"`,
    isDocument: false,
    statements: policyOf(holder, attribute).map((statement) => ({
      ...statement,
      placeOf: (value: Value) => holder.placeOf(attribute, value),
    })),
  };
}
