// Generated from the files of this folder by `npm run generate`. The folder is the registry.
import type { Rule } from "../core/rule";
import kubernetesCredentialInEnv from "./kubernetes/credential-in-env";
import kubernetesDeprecatedServiceAccount from "./kubernetes/deprecated-service-account";
import kubernetesDuplicateKey from "./kubernetes/duplicate-key";
import kubernetesHostNamespaces from "./kubernetes/host-namespaces";
import kubernetesLivenessBeforeStartup from "./kubernetes/liveness-before-startup";
import kubernetesMissingHardening from "./kubernetes/missing-hardening";
import kubernetesMissingReadinessProbe from "./kubernetes/missing-readiness-probe";
import kubernetesMissingResources from "./kubernetes/missing-resources";
import kubernetesMissingSubset from "./kubernetes/missing-subset";
import kubernetesMutableImageTag from "./kubernetes/mutable-image-tag";
import kubernetesNoRolloutHistory from "./kubernetes/no-rollout-history";
import kubernetesPrivilegedContainer from "./kubernetes/privileged-container";
import kubernetesRouteWeights from "./kubernetes/route-weights";
import kubernetesRuntimeSocketMount from "./kubernetes/runtime-socket-mount";
import kubernetesSelectorMismatch from "./kubernetes/selector-mismatch";
import kubernetesSingleReplica from "./kubernetes/single-replica";
import kubernetesStatefulSetWithoutService from "./kubernetes/stateful-set-without-service";
import kubernetesSyntaxError from "./kubernetes/syntax-error";
import kubernetesUndeclaredProbePort from "./kubernetes/undeclared-probe-port";
import plimsollExpiredSuppression from "./plimsoll/expired-suppression";
import plimsollInvalidConfiguration from "./plimsoll/invalid-configuration";
import plimsollPartTooLarge from "./plimsoll/part-too-large";
import plimsollSuppressionWithoutReason from "./plimsoll/suppression-without-reason";
import plimsollUnusedSuppression from "./plimsoll/unused-suppression";
import terraformArgumentValues from "./terraform/argument-values";
import terraformBackendWithoutLock from "./terraform/backend-without-lock";
import terraformBucketHardening from "./terraform/bucket-hardening";
import terraformCredentialInProvider from "./terraform/credential-in-provider";
import terraformCredentialInResource from "./terraform/credential-in-resource";
import terraformCredentialInTfvars from "./terraform/credential-in-tfvars";
import terraformCredentialInVariable from "./terraform/credential-in-variable";
import terraformDeprecatedStateLock from "./terraform/deprecated-state-lock";
import terraformIgnoreAllChanges from "./terraform/ignore-all-changes";
import terraformImdsV1 from "./terraform/imds-v1";
import terraformLogGroupWithoutRetention from "./terraform/log-group-without-retention";
import terraformMissingBackend from "./terraform/missing-backend";
import terraformMissingRequiredVersion from "./terraform/missing-required-version";
import terraformOpenSecurityGroup from "./terraform/open-security-group";
import terraformProductionDatabaseUnprotected from "./terraform/production-database-unprotected";
import terraformProviderWithoutUpperBound from "./terraform/provider-without-upper-bound";
import terraformPublicBucket from "./terraform/public-bucket";
import terraformSensitiveOutput from "./terraform/sensitive-output";
import terraformSyntaxError from "./terraform/syntax-error";
import terraformUnpinnedModule from "./terraform/unpinned-module";
import terraformWildcardIamPolicy from "./terraform/wildcard-iam-policy";

/** Every rule, by language and name; a family stands where its file does. */
export const RULES: readonly Rule[] = [
  kubernetesCredentialInEnv,
  kubernetesDeprecatedServiceAccount,
  kubernetesDuplicateKey,
  kubernetesHostNamespaces,
  kubernetesLivenessBeforeStartup,
  kubernetesMissingHardening,
  kubernetesMissingReadinessProbe,
  kubernetesMissingResources,
  kubernetesMissingSubset,
  kubernetesMutableImageTag,
  kubernetesNoRolloutHistory,
  kubernetesPrivilegedContainer,
  kubernetesRouteWeights,
  kubernetesRuntimeSocketMount,
  kubernetesSelectorMismatch,
  kubernetesSingleReplica,
  kubernetesStatefulSetWithoutService,
  kubernetesSyntaxError,
  kubernetesUndeclaredProbePort,
  plimsollExpiredSuppression,
  plimsollInvalidConfiguration,
  plimsollPartTooLarge,
  plimsollSuppressionWithoutReason,
  plimsollUnusedSuppression,
  terraformArgumentValues,
  terraformBackendWithoutLock,
  terraformBucketHardening,
  terraformCredentialInProvider,
  terraformCredentialInResource,
  terraformCredentialInTfvars,
  terraformCredentialInVariable,
  terraformDeprecatedStateLock,
  terraformIgnoreAllChanges,
  terraformImdsV1,
  terraformLogGroupWithoutRetention,
  terraformMissingBackend,
  terraformMissingRequiredVersion,
  terraformOpenSecurityGroup,
  terraformProductionDatabaseUnprotected,
  terraformProviderWithoutUpperBound,
  terraformPublicBucket,
  terraformSensitiveOutput,
  terraformSyntaxError,
  terraformUnpinnedModule,
  terraformWildcardIamPolicy,
].flat();
