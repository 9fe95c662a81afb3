import type { Fact } from "../../core/fact";
import type { Scope } from "../../core/scope";
import type { TerraformBlock } from "./block";
import { Evaluator } from "./evaluate";
import type { PlainBlock } from "./facts";
import { bodyFact, useFact } from "./facts";
import type { Value } from "./value";
import { booleanOf, textOf } from "./value";

/** The resources that complete a bucket, by what they are for. */
export const COMPLETIONS = {
  accessBlock: "aws_s3_bucket_public_access_block",
  versioning: "aws_s3_bucket_versioning",
  encryption: "aws_s3_bucket_server_side_encryption_configuration",
  lifecycle: "aws_s3_bucket_lifecycle_configuration",
  logging: "aws_s3_bucket_logging",
} as const;

/** The older blocks inside the bucket that do the same. */
const INLINE: Readonly<Record<string, string>> = {
  aws_s3_bucket_versioning: "versioning",
  aws_s3_bucket_server_side_encryption_configuration: "server_side_encryption_configuration",
  aws_s3_bucket_lifecycle_configuration: "lifecycle_rule",
  aws_s3_bucket_logging: "logging",
  aws_s3_bucket_replication_configuration: "replication_configuration",
  aws_s3_bucket_object_lock_configuration: "object_lock_configuration",
};

/**
 * Whether nothing in the directory completes a bucket with a resource of a type: none that refers to it, none whose bucket cannot be read,
 * no module that the bucket is handed to.
 */
export function bucketLacks(bucket: TerraformBlock, type: string): boolean {
  const { scope } = bucket.reading;
  const inline = INLINE[type];
  if (bucket.open || (inline !== undefined && !bucket.lacksBlock(inline))) return false;
  if (scope.all(useFact, bucket.address).some((use) => use.value.by === "module")) return false;
  return !scope.pick(bodyFact, type, notOfOthers, bucket.address).some((fact) => mayComplete(fact.value, bucket, scope));
}

/** Whether the account closes all its buckets in this directory. */
export function accountIsClosed(scope: Scope): boolean {
  return scope.all(bodyFact, "aws_s3_account_public_access_block").some(({ value }) =>
    ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"].every((name) => {
      const expression = value.attributes[name];
      return expression !== undefined && booleanOf(new Evaluator(scope).evaluate(expression)) === true;
    }),
  );
}

/** Whether the directory makes a website of the bucket that a resource is about, or is. */
export function servesWebsite(resource: TerraformBlock): boolean {
  if (resource.kind === "aws_s3_bucket" && !resource.lacksBlock("website")) return true;
  const { scope } = resource.reading;
  const own = resource.kind === "aws_s3_bucket" ? resource.address : bucketIn(resource.value("bucket"));
  if (own === undefined) return false;
  return scope.all(bodyFact, "aws_s3_bucket_website_configuration").some(({ value }) => {
    const expression = value.attributes["bucket"];
    return expression !== undefined && bucketIn(new Evaluator(scope).evaluate(expression)) === own;
  });
}

/** What names a bucket: its address, or its name where that is known. */
const bucketIn = (value: Value | undefined): string | undefined => (value?.kind === "unknown" ? value.reference : textOf(value));

/** The completions that do not say outright that they are another bucket's. */
const notOfOthers = (completions: readonly Fact<PlainBlock>[], address: string): readonly Fact<PlainBlock>[] =>
  completions.filter(({ value }) => {
    const bucket = value.attributes["bucket"];
    if (bucket?.kind !== "reference" || bucket.root !== "aws_s3_bucket" || typeof bucket.steps[0] !== "string") return true;
    return `aws_s3_bucket.${bucket.steps[0]}` === address;
  });

/** Unless it is known to be of another bucket, it may be of this one. */
function mayComplete(completion: PlainBlock, bucket: TerraformBlock, scope: Scope): boolean {
  const expression = completion.attributes["bucket"];
  if (!expression) return true;
  const value = new Evaluator(scope).evaluate(expression);
  if (value.kind === "unknown")
    return value.reference === bucket.address || !/^(?:aws_s3_bucket|module|data\.aws_s3_bucket)\./.test(value.reference ?? "");
  const name = bucket.string("bucket");
  return name === undefined || textOf(value) === undefined || textOf(value) === name;
}
