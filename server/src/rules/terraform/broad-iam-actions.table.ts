import type { RuleId } from "../../core/settings";
import type { GuidanceId } from "../../guidance/ids.generated";

/** What a statement on every resource must not allow, by what it leads to. */
export interface BroadActionRow {
  readonly id: RuleId;
  readonly summary: string;
  /** How messages go on after `Policy "deploy"`; the action follows. */
  readonly says: string;
  /** The actions, in lower case. */
  readonly actions: RegExp;
  /** Whether a statement on named resources is wrong as well. */
  readonly everywhere?: boolean;
  readonly example: string;
  /** The peers' names for policies, and for policy documents. */
  readonly policy: readonly string[];
  readonly document: readonly string[];
  readonly guidance: readonly GuidanceId[];
  readonly references: readonly string[];
  readonly rationale: string;
}

/** Sources: the Service Authorization Reference of AWS (access levels), and the pages under `references`. */
export const BROAD_ACTIONS: readonly BroadActionRow[] = [
  {
    id: "terraform/iam-privilege-escalation",
    summary: "Policy lets its holder give itself more rights",
    says: "lets its holder take more rights",
    actions:
      /^(?:\*|iam:(?:\*|passrole|createaccesskey|createloginprofile|updateloginprofile|createpolicyversion|setdefaultpolicyversion|attach(?:user|group|role)policy|put(?:user|group|role)policy|addusertogroup|updateassumerolepolicy|attach\*|put\*|create\*|update\*)|lambda:updatefunctioncode|glue:updatedevendpoint|sts:assumerole)$/,
    example: "iam:PassRole",
    policy: ["checkov:CKV_AWS_286", "trivy:AWS-0342"],
    document: ["checkov:CKV_AWS_110", "trivy:AWS-0342"],
    guidance: ["IAM-16"],
    references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html"],
    rationale:
      "With these actions on every resource one hands a stronger role to a machine of one's own, or writes oneself another policy: whatever else the policy leaves out is in reach. " +
      "Name the roles that may be passed, with a condition on the service they are passed to.",
  },
  {
    id: "terraform/iam-credentials-exposure",
    summary: "Policy hands out credentials",
    says: "hands out credentials",
    actions:
      /^(?:\*|iam:(?:createaccesskey|createloginprofile|updateloginprofile|createservicespecificcredential|resetservicespecificcredential|updateaccesskey|create\*)|sts:(?:assumerole(?:withsaml|withwebidentity)?|getfederationtoken|getsessiontoken|\*)|ecr:getauthorizationtoken|chime:createapikey|codepipeline:polljobs|cognito-identity:(?:getopenidtoken(?:fordeveloperidentity)?|getcredentialsforidentity)|connect:getfederationtokens?|ec2:getpassworddata|gamelift:requestuploadcredentials|lightsail:(?:getinstanceaccessdetails|getrelationaldatabasemasteruserpassword)|rds-db:connect|redshift:getclustercredentials|sso:getrolecredentials|mediapackage:rotate(?:channelcredentials|ingestendpointcredentials)|iam:\*)$/,
    example: "iam:CreateAccessKey",
    policy: ["checkov:CKV_AWS_287"],
    document: ["checkov:CKV_AWS_107"],
    guidance: [],
    references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html"],
    rationale:
      "The answer of such a call is a key, a token or a password, for whatever identity is named in it. Name those it is for. `ecr:GetAuthorizationToken` knows no resources: in a statement of its own it is harmless.",
  },
  {
    id: "terraform/iam-data-exfiltration",
    summary: "Policy reads all data and secrets of the account",
    says: "reads all data of the account",
    actions:
      /^(?:\*|s3:(?:getobject|get\*|\*)|ssm:(?:getparameters?|getparametersbypath|get\*|\*)|secretsmanager:(?:getsecretvalue|get\*|\*)|dynamodb:(?:getitem|scan|query|batchgetitem)|kms:decrypt)$/,
    example: "secretsmanager:GetSecretValue",
    policy: ["checkov:CKV_AWS_288", "trivy:AWS-0345"],
    document: ["checkov:CKV_AWS_108", "trivy:AWS-0345"],
    guidance: ["IAM-11", "IAM-14", "CP-16"],
    references: ["https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_iam-policies.html"],
    rationale:
      "One flaw in the program that holds this policy, and every bucket, parameter and secret of the account can be read through it. Name the ARNs: secrets end with six random characters, so write `-??????` or use the resource's own `arn`.",
  },
  {
    id: "terraform/iam-permissions-management",
    summary: "Policy changes who may do what, everywhere",
    says: "changes who may do what, on every resource",
    actions:
      /^(?:\*|iam:(?:\*|attach.*|create(?:policy|role|user|group|instanceprofile|accesskey|loginprofile|policyversion).*|delete.*|detach.*|put.*|update.*|passrole|set.*|add.*|remove.*)|s3:(?:\*|putbucketpolicy|deletebucketpolicy|putbucketacl|putobjectacl|putbucketpublicaccessblock|put\*)|kms:(?:\*|putkeypolicy|creategrant|revokegrant|retiregrant)|lambda:(?:addpermission|removepermission|\*)|sns:(?:addpermission|removepermission|settopicattributes|\*)|sqs:(?:addpermission|removepermission|setqueueattributes|\*)|secretsmanager:(?:putresourcepolicy|deleteresourcepolicy|\*)|ecr:(?:setrepositorypolicy|deleterepositorypolicy|\*)|ec2:(?:modifysnapshotattribute|createnetworkinterfacepermission)|organizations:.*)$/,
    example: "s3:PutBucketPolicy",
    policy: ["checkov:CKV_AWS_289"],
    document: ["checkov:CKV_AWS_109"],
    guidance: [],
    references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html"],
    rationale:
      "Who may write policies decides what everyone else may do: a bucket can be opened to the world with one call. Such rights belong to the pipeline that applies Terraform, on named resources.",
  },
  {
    id: "terraform/iam-write-anywhere",
    summary: "Policy writes to every resource",
    says: "changes or deletes on every resource",
    actions:
      /^(?:\*|\w[\w-]*:\*|[\w-]+:(?:create|delete|put|update|modify|terminate|stop|start|run|reboot|write|batchwrite|send|publish|push|gitpush|invoke|associate|disassociate|attach|detach|add|remove|set|enable|disable|register|deregister|restore|copy|upload|purge|reset|replace|execute|import|tag|untag)\w*\*?)$/,
    example: "dynamodb:DeleteItem",
    policy: ["checkov:CKV_AWS_290"],
    document: ["checkov:CKV_AWS_111"],
    guidance: ["IAM-15"],
    references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege"],
    rationale:
      "A slip or a stolen credential then reaches every table, queue and machine of the account, those of other teams included. Name the ARNs, or put a condition on a tag.",
  },
  {
    id: "terraform/iam-every-resource",
    summary: "Statement on every resource",
    says: "allows this on every resource",
    actions:
      /^(?!(?:[\w-]+:(?:list|describe)\w*\*?|ec2:(?:get|search)\w*|ecr:getauthorizationtoken|cloudwatch:(?:put|get)metricdata|cloudwatch:getmetricstatistics|xray:put\w+|sts:getcalleridentity|logs:(?:describe\w+|createloggroup)|s3:(?:listallmybuckets|getaccountpublicaccessblock)|iam:(?:list|getaccount)\w*|ce:\w+|pricing:\w+|tag:\w+|ssmmessages:\w+|ec2messages:\w+|autoscaling:describe\w+|ecr-public:getauthorizationtoken|kms:(?:listaliases|generaterandom))$)[\w-]+:.+$|^\*$/,
    example: "sqs:ReceiveMessage",
    policy: ["checkov:CKV_AWS_355", "trivy:AWS-0346", "trivy:AWS-0057"],
    document: ["checkov:CKV_AWS_356", "trivy:AWS-0346", "trivy:AWS-0057"],
    guidance: [],
    references: [
      "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
    ],
    rationale:
      "Some actions, mostly lists, know no resources and need `*`. This one does: name what it is for, so that the policy says what the program uses.",
  },
  {
    id: "terraform/iam-every-action",
    summary: "Statement that allows every action",
    says: "allows every action",
    actions: /^\*(?::\*)?$/,
    everywhere: true,
    example: "*",
    policy: ["checkov:CKV_AWS_63", "trivy:AWS-0057", "trivy:AWS-0346"],
    document: ["checkov:CKV_AWS_49", "trivy:AWS-0057", "trivy:AWS-0346"],
    guidance: ["SEC-17"],
    references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege"],
    rationale: "Even on one resource that includes deleting it and handing it to others. List the actions that are called.",
  },
];
