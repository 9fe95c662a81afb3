// Generated from the files of this folder by `npm run generate`. The folder is the registry.
import type { Rule } from "../core/rule";
import composeConflictingNetworkMode from "./compose/conflicting-network-mode";
import composeCredentialInBuildArgument from "./compose/credential-in-build-argument";
import composeCredentialInEnvironment from "./compose/credential-in-environment";
import composeDangerousCapabilities from "./compose/dangerous-capabilities";
import composeDatabaseOnBindMount from "./compose/database-on-bind-mount";
import composeDatabaseWithoutVolume from "./compose/database-without-volume";
import composeDeadKey from "./compose/dead-key";
import composeDependencyCycle from "./compose/dependency-cycle";
import composeDependsOnWithoutHealth from "./compose/depends-on-without-health";
import composeDisagreeingConnection from "./compose/disagreeing-connection";
import composeDuplicateContainerName from "./compose/duplicate-container-name";
import composeDuplicateHostPort from "./compose/duplicate-host-port";
import composeDuplicateKey from "./compose/duplicate-key";
import composeFixedAddress from "./compose/fixed-address";
import composeHealthConditionWithoutHealthcheck from "./compose/health-condition-without-healthcheck";
import composeHiddenDependencies from "./compose/hidden-dependencies";
import composeHostNamespaces from "./compose/host-namespaces";
import composeImageCannotStart from "./compose/image-cannot-start";
import composeImageDiffersFromManifest from "./compose/image-differs-from-manifest";
import composeInvalidContainerName from "./compose/invalid-container-name";
import composeInvalidPort from "./compose/invalid-port";
import composeInvalidValue from "./compose/invalid-value";
import composeLocalhostToSibling from "./compose/localhost-to-sibling";
import composeLongLivedCloudKey from "./compose/long-lived-cloud-key";
import composeMissingBuildContext from "./compose/missing-build-context";
import composeMissingEnvFile from "./compose/missing-env-file";
import composeMissingHardening from "./compose/missing-hardening";
import composeMissingProductionVariable from "./compose/missing-production-variable";
import composeMissingProjectName from "./compose/missing-project-name";
import composeMixedSyntax from "./compose/mixed-syntax";
import composeMutableImageTag from "./compose/mutable-image-tag";
import composeObsoleteVersion from "./compose/obsolete-version";
import composeOpinions from "./compose/opinions";
import composeOrder from "./compose/order";
import composePortOnAllInterfaces from "./compose/port-on-all-interfaces";
import composePrivilegedService from "./compose/privileged-service";
import composeRestartPolicyTwice from "./compose/restart-policy-twice";
import composeRootAgainstImage from "./compose/root-against-image";
import composeRuntimeSocketMount from "./compose/runtime-socket-mount";
import composeSensitiveHostFolder from "./compose/sensitive-host-folder";
import composeSharedMountPropagation from "./compose/shared-mount-propagation";
import composeSyntaxError from "./compose/syntax-error";
import composeTrustingPostgres from "./compose/trusting-postgres";
import composeUnconfinedSecurityProfile from "./compose/unconfined-security-profile";
import composeUndefinedProfile from "./compose/undefined-profile";
import composeUndefinedReference from "./compose/undefined-reference";
import composeUnencryptedDockerApi from "./compose/unencrypted-docker-api";
import composeUnignoredEnvFile from "./compose/unignored-env-file";
import composeUnknownBuildArg from "./compose/unknown-build-arg";
import composeUnknownBuildTarget from "./compose/unknown-build-target";
import composeUnknownDevcontainerService from "./compose/unknown-devcontainer-service";
import composeUnknownHost from "./compose/unknown-host";
import composeUnknownKey from "./compose/unknown-key";
import composeUnlimitedServiceInProduction from "./compose/unlimited-service-in-production";
import composeUnscalableService from "./compose/unscalable-service";
import composeUnsetVariable from "./compose/unset-variable";
import composeUntrustedRegistry from "./compose/untrusted-registry";
import composeUnusedVolume from "./compose/unused-volume";
import composeWrongDataPath from "./compose/wrong-data-path";
import composeWrongType from "./compose/wrong-type";
import dockerfileAddForPlainCopy from "./dockerfile/add-for-plain-copy";
import dockerfileAddUrlWithoutChecksum from "./dockerfile/add-url-without-checksum";
import dockerfileApkCacheKept from "./dockerfile/apk-cache-kept";
import dockerfileAptInsteadOfAptGet from "./dockerfile/apt-instead-of-apt-get";
import dockerfileArchiveUnpackedAfterCopy from "./dockerfile/archive-unpacked-after-copy";
import dockerfileArchiveUnpackedByAdd from "./dockerfile/archive-unpacked-by-add";
import dockerfileBrokenExecForm from "./dockerfile/broken-exec-form";
import dockerfileBuildToolsShipped from "./dockerfile/build-tools-shipped";
import dockerfileCdInsteadOfWorkdir from "./dockerfile/cd-instead-of-workdir";
import dockerfileConsecutiveRuns from "./dockerfile/consecutive-runs";
import dockerfileCopyToUnsetWorkdir from "./dockerfile/copy-to-unset-workdir";
import dockerfileCopyWithoutSlash from "./dockerfile/copy-without-slash";
import dockerfileCredentialCopied from "./dockerfile/credential-copied";
import dockerfileCredentialInEnv from "./dockerfile/credential-in-env";
import dockerfileCredentialInRun from "./dockerfile/credential-in-run";
import dockerfileDownloadToolsMixed from "./dockerfile/download-tools-mixed";
import dockerfileDuplicateStage from "./dockerfile/duplicate-stage";
import dockerfileEmptyContinuation from "./dockerfile/empty-continuation";
import dockerfileEnvReadBeforeSet from "./dockerfile/env-read-before-set";
import dockerfileExposedProtocolCasing from "./dockerfile/exposed-protocol-casing";
import dockerfileForbiddenTrigger from "./dockerfile/forbidden-trigger";
import dockerfileFromAsCasing from "./dockerfile/from-as-casing";
import dockerfileFullRuntimeImage from "./dockerfile/full-runtime-image";
import dockerfileIgnoredCopy from "./dockerfile/ignored-copy";
import dockerfileInstallAfterFullCopy from "./dockerfile/install-after-full-copy";
import dockerfileInstructionBeforeFrom from "./dockerfile/instruction-before-from";
import dockerfileInstructionCasing from "./dockerfile/instruction-casing";
import dockerfileInvalidDefaultArg from "./dockerfile/invalid-default-arg";
import dockerfileInvalidExposedPort from "./dockerfile/invalid-exposed-port";
import dockerfileLabelKey from "./dockerfile/label-key";
import dockerfileLabels from "./dockerfile/labels";
import dockerfileLegacyKeyValue from "./dockerfile/legacy-key-value";
import dockerfileMaintainer from "./dockerfile/maintainer";
import dockerfileMissingHealthcheck from "./dockerfile/missing-healthcheck";
import dockerfileMissingPipefail from "./dockerfile/missing-pipefail";
import dockerfileMissingYes from "./dockerfile/missing-yes";
import dockerfileMovingImageTag from "./dockerfile/moving-image-tag";
import dockerfileMutableImageTag from "./dockerfile/mutable-image-tag";
import dockerfileNamedUser from "./dockerfile/named-user";
import dockerfileOneShotCommand from "./dockerfile/one-shot-command";
import dockerfileOutOfPlaceCommands from "./dockerfile/out-of-place-commands";
import dockerfileOwnerOfCopies from "./dockerfile/owner-of-copies";
import dockerfilePackageCacheKept from "./dockerfile/package-cache-kept";
import dockerfilePackageListsKept from "./dockerfile/package-lists-kept";
import dockerfilePasswordByChpasswd from "./dockerfile/password-by-chpasswd";
import dockerfilePipCacheKept from "./dockerfile/pip-cache-kept";
import dockerfilePlatformInFrom from "./dockerfile/platform-in-from";
import dockerfilePortNotExposed from "./dockerfile/port-not-exposed";
import dockerfileRecommendedPackages from "./dockerfile/recommended-packages";
import dockerfileRedundantTargetPlatform from "./dockerfile/redundant-target-platform";
import dockerfileRelativeWorkdir from "./dockerfile/relative-workdir";
import dockerfileReplacedDefaultShell from "./dockerfile/replaced-default-shell";
import dockerfileReplacedHealthcheck from "./dockerfile/replaced-healthcheck";
import dockerfileReservedStageName from "./dockerfile/reserved-stage-name";
import dockerfileRootUser from "./dockerfile/root-user";
import dockerfileSdkImageDeployed from "./dockerfile/sdk-image-deployed";
import dockerfileSecretFetchedInBuild from "./dockerfile/secret-fetched-in-build";
import dockerfileSeveralCommands from "./dockerfile/several-commands";
import dockerfileSeveralPrograms from "./dockerfile/several-programs";
import dockerfileShellFormCommand from "./dockerfile/shell-form-command";
import dockerfileSparseLoginLog from "./dockerfile/sparse-login-log";
import dockerfileSshPort from "./dockerfile/ssh-port";
import dockerfileStageNameCasing from "./dockerfile/stage-name-casing";
import dockerfileSudo from "./dockerfile/sudo";
import dockerfileSyntaxError from "./dockerfile/syntax-error";
import dockerfileSystemUpgrade from "./dockerfile/system-upgrade";
import dockerfileSystemWorkdir from "./dockerfile/system-workdir";
import dockerfileTlsVerificationOff from "./dockerfile/tls-verification-off";
import dockerfileUndefinedArgInFrom from "./dockerfile/undefined-arg-in-from";
import dockerfileUndefinedVariable from "./dockerfile/undefined-variable";
import dockerfileUnencryptedDockerHost from "./dockerfile/unencrypted-docker-host";
import dockerfileUnknownStage from "./dockerfile/unknown-stage";
import dockerfileUnnamedStage from "./dockerfile/unnamed-stage";
import dockerfileUnpinnedPackages from "./dockerfile/unpinned-packages";
import dockerfileUnsignedPackages from "./dockerfile/unsigned-packages";
import dockerfileUntrustedRegistry from "./dockerfile/untrusted-registry";
import dockerfileUnusedArgument from "./dockerfile/unused-argument";
import dockerfileUnusedStage from "./dockerfile/unused-stage";
import dockerfileUpdateAlone from "./dockerfile/update-alone";
import dockerfileUserAgainstPod from "./dockerfile/user-against-pod";
import dockerfileVulnerableOpenssl from "./dockerfile/vulnerable-openssl";
import dockerfileWgetProgress from "./dockerfile/wget-progress";
import dockerfileWholeContextCopied from "./dockerfile/whole-context-copied";
import dockerfileWholeFileSystemCopied from "./dockerfile/whole-file-system-copied";
import kubernetesAbandonedComponents from "./kubernetes/abandoned-components";
import kubernetesAlertRules from "./kubernetes/alert-rules";
import kubernetesAllAtOnceRollout from "./kubernetes/all-at-once-rollout";
import kubernetesAnalysisThatCannotFail from "./kubernetes/analysis-that-cannot-fail";
import kubernetesAnonymousBinding from "./kubernetes/anonymous-binding";
import kubernetesAutomountedToken from "./kubernetes/automounted-token";
import kubernetesBlockingDisruptionBudget from "./kubernetes/blocking-disruption-budget";
import kubernetesCanarySteps from "./kubernetes/canary-steps";
import kubernetesClusterAdminBinding from "./kubernetes/cluster-admin-binding";
import kubernetesCommandWords from "./kubernetes/command-words";
import kubernetesCommentedOutProbe from "./kubernetes/commented-out-probe";
import kubernetesCommittedSecret from "./kubernetes/committed-secret";
import kubernetesConflictingProbeHandlers from "./kubernetes/conflicting-probe-handlers";
import kubernetesContainerOpinions from "./kubernetes/container-opinions";
import kubernetesControlPlaneFlags from "./kubernetes/control-plane-flags";
import kubernetesCredentialInConfigMap from "./kubernetes/credential-in-config-map";
import kubernetesCredentialInEnv from "./kubernetes/credential-in-env";
import kubernetesCronjobWithoutDeadline from "./kubernetes/cronjob-without-deadline";
import kubernetesDangerousCapabilities from "./kubernetes/dangerous-capabilities";
import kubernetesDatabaseMemory from "./kubernetes/database-memory";
import kubernetesDatabaseOnEphemeralStorage from "./kubernetes/database-on-ephemeral-storage";
import kubernetesDatabaseReferenceNotFound from "./kubernetes/database-reference-not-found";
import kubernetesDeadlineShorterThanStartup from "./kubernetes/deadline-shorter-than-startup";
import kubernetesDebugCommand from "./kubernetes/debug-command";
import kubernetesDecimalFileMode from "./kubernetes/decimal-file-mode";
import kubernetesDefaultServiceAccount from "./kubernetes/default-service-account";
import kubernetesDeploymentWithDatabase from "./kubernetes/deployment-with-database";
import kubernetesDeprecatedApiVersion from "./kubernetes/deprecated-api-version";
import kubernetesDeprecatedServiceAccount from "./kubernetes/deprecated-service-account";
import kubernetesDuplicateContainerName from "./kubernetes/duplicate-container-name";
import kubernetesDuplicateEnv from "./kubernetes/duplicate-env";
import kubernetesDuplicateKey from "./kubernetes/duplicate-key";
import kubernetesDuplicateObject from "./kubernetes/duplicate-object";
import kubernetesDuplicatePort from "./kubernetes/duplicate-port";
import kubernetesEnvironmentSettings from "./kubernetes/environment-settings";
import kubernetesFieldValues from "./kubernetes/field-values";
import kubernetesGitSyncCommand from "./kubernetes/git-sync-command";
import kubernetesGoverningServiceElsewhere from "./kubernetes/governing-service-elsewhere";
import kubernetesGoverningServiceMismatch from "./kubernetes/governing-service-mismatch";
import kubernetesHostNamespaces from "./kubernetes/host-namespaces";
import kubernetesHostPort from "./kubernetes/host-port";
import kubernetesHostProcess from "./kubernetes/host-process";
import kubernetesHpaRange from "./kubernetes/hpa-range";
import kubernetesHpaWithFixedReplicas from "./kubernetes/hpa-with-fixed-replicas";
import kubernetesHpaWithoutRequest from "./kubernetes/hpa-without-request";
import kubernetesHpaWithoutTarget from "./kubernetes/hpa-without-target";
import kubernetesIdenticalProbes from "./kubernetes/identical-probes";
import kubernetesIngressBackendMissing from "./kubernetes/ingress-backend-missing";
import kubernetesIngressWithoutTls from "./kubernetes/ingress-without-tls";
import kubernetesInjectedIngressConfiguration from "./kubernetes/injected-ingress-configuration";
import kubernetesInvalidEnumValue from "./kubernetes/invalid-enum-value";
import kubernetesInvalidLabel from "./kubernetes/invalid-label";
import kubernetesInvalidPortName from "./kubernetes/invalid-port-name";
import kubernetesInvalidProbeNumbers from "./kubernetes/invalid-probe-numbers";
import kubernetesJobWithoutRestartPolicy from "./kubernetes/job-without-restart-policy";
import kubernetesLateRenewal from "./kubernetes/late-renewal";
import kubernetesLivenessBeforeStartup from "./kubernetes/liveness-before-startup";
import kubernetesLowUid from "./kubernetes/low-uid";
import kubernetesMemoryInMilli from "./kubernetes/memory-in-milli";
import kubernetesMisplacedAnnotations from "./kubernetes/misplaced-annotations";
import kubernetesMissingDisruptionBudget from "./kubernetes/missing-disruption-budget";
import kubernetesMissingHardening from "./kubernetes/missing-hardening";
import kubernetesMissingJobTtl from "./kubernetes/missing-job-ttl";
import kubernetesMissingKustomizeFile from "./kubernetes/missing-kustomize-file";
import kubernetesMissingNetworkPolicy from "./kubernetes/missing-network-policy";
import kubernetesMissingProductionKey from "./kubernetes/missing-production-key";
import kubernetesMissingReadinessProbe from "./kubernetes/missing-readiness-probe";
import kubernetesMissingRequiredField from "./kubernetes/missing-required-field";
import kubernetesMissingResources from "./kubernetes/missing-resources";
import kubernetesMissingSpread from "./kubernetes/missing-spread";
import kubernetesMissingSubset from "./kubernetes/missing-subset";
import kubernetesMistypedHealthPath from "./kubernetes/mistyped-health-path";
import kubernetesMutableImageTag from "./kubernetes/mutable-image-tag";
import kubernetesNamespaceWithoutQuota from "./kubernetes/namespace-without-quota";
import kubernetesNetworkPolicies from "./kubernetes/network-policies";
import kubernetesNetworkPolicyOrInsteadOfAnd from "./kubernetes/network-policy-or-instead-of-and";
import kubernetesNetworkPolicySelectsNothing from "./kubernetes/network-policy-selects-nothing";
import kubernetesNginxSnippetAnnotations from "./kubernetes/nginx-snippet-annotations";
import kubernetesNoRolloutHistory from "./kubernetes/no-rollout-history";
import kubernetesNodePortService from "./kubernetes/node-port-service";
import kubernetesNonStringValue from "./kubernetes/non-string-value";
import kubernetesObjectOfOtherMesh from "./kubernetes/object-of-other-mesh";
import kubernetesOneShotCommandInDeployment from "./kubernetes/one-shot-command-in-deployment";
import kubernetesPersonalDataInConfigMap from "./kubernetes/personal-data-in-config-map";
import kubernetesPlatformMismatch from "./kubernetes/platform-mismatch";
import kubernetesPrivilegedContainer from "./kubernetes/privileged-container";
import kubernetesPrivilegedPort from "./kubernetes/privileged-port";
import kubernetesProbeThatCannotFail from "./kubernetes/probe-that-cannot-fail";
import kubernetesRbacAwsAuth from "./kubernetes/rbac-aws-auth";
import kubernetesRbacCreatePods from "./kubernetes/rbac-create-pods";
import kubernetesRbacEscalation from "./kubernetes/rbac-escalation";
import kubernetesRbacManagement from "./kubernetes/rbac-management";
import kubernetesRbacPodExec from "./kubernetes/rbac-pod-exec";
import kubernetesRbacSecretsAccess from "./kubernetes/rbac-secrets-access";
import kubernetesRbacWebhooksAndCsr from "./kubernetes/rbac-webhooks-and-csr";
import kubernetesRbacWildcard from "./kubernetes/rbac-wildcard";
import kubernetesReferenceNotFound from "./kubernetes/reference-not-found";
import kubernetesRegionNotPermitted from "./kubernetes/region-not-permitted";
import kubernetesRejectedRestartPolicy from "./kubernetes/rejected-restart-policy";
import kubernetesRejectedRollout from "./kubernetes/rejected-rollout";
import kubernetesRelabelingStage from "./kubernetes/relabeling-stage";
import kubernetesRemovedApiVersion from "./kubernetes/removed-api-version";
import kubernetesRequestOverLimit from "./kubernetes/request-over-limit";
import kubernetesRolloutBelowBudget from "./kubernetes/rollout-below-budget";
import kubernetesRouteWeights from "./kubernetes/route-weights";
import kubernetesRunsAsRoot from "./kubernetes/runs-as-root";
import kubernetesRuntimeSocketMount from "./kubernetes/runtime-socket-mount";
import kubernetesSecretInEnvironment from "./kubernetes/secret-in-environment";
import kubernetesSelectorMismatch from "./kubernetes/selector-mismatch";
import kubernetesSensitiveHostPath from "./kubernetes/sensitive-host-path";
import kubernetesServiceExternalIps from "./kubernetes/service-external-ips";
import kubernetesServiceMonitorSelectsNothing from "./kubernetes/service-monitor-selects-nothing";
import kubernetesServiceSelectsNothing from "./kubernetes/service-selects-nothing";
import kubernetesServiceTargetPort from "./kubernetes/service-target-port";
import kubernetesSingleReplica from "./kubernetes/single-replica";
import kubernetesSpreadCountsOthers from "./kubernetes/spread-counts-others";
import kubernetesSshPort from "./kubernetes/ssh-port";
import kubernetesStatefulSetWithoutService from "./kubernetes/stateful-set-without-service";
import kubernetesSubsetSelectsNothing from "./kubernetes/subset-selects-nothing";
import kubernetesSyntaxError from "./kubernetes/syntax-error";
import kubernetesUnadvertisedPool from "./kubernetes/unadvertised-pool";
import kubernetesUnconfinedProfiles from "./kubernetes/unconfined-profiles";
import kubernetesUndeclaredProbePort from "./kubernetes/undeclared-probe-port";
import kubernetesUnequalRequestsAndLimits from "./kubernetes/unequal-requests-and-limits";
import kubernetesUnguardedPod from "./kubernetes/unguarded-pod";
import kubernetesUnknownField from "./kubernetes/unknown-field";
import kubernetesUnknownKind from "./kubernetes/unknown-kind";
import kubernetesUnmanagedPod from "./kubernetes/unmanaged-pod";
import kubernetesUnmaskedProc from "./kubernetes/unmasked-proc";
import kubernetesUnnoticedCanary from "./kubernetes/unnoticed-canary";
import kubernetesUnsafeSysctls from "./kubernetes/unsafe-sysctls";
import kubernetesUntrustedRegistry from "./kubernetes/untrusted-registry";
import kubernetesUnusedVolume from "./kubernetes/unused-volume";
import kubernetesVolumeMountWithoutVolume from "./kubernetes/volume-mount-without-volume";
import kubernetesWritableHostMount from "./kubernetes/writable-host-mount";
import kubernetesWrongType from "./kubernetes/wrong-type";
import playbookCallWithoutTimeout from "./playbook/call-without-timeout";
import playbookDuplicateId from "./playbook/duplicate-id";
import playbookInvalidShape from "./playbook/invalid-shape";
import playbookMismatchedFileName from "./playbook/mismatched-file-name";
import playbookMutationWithoutRollback from "./playbook/mutation-without-rollback";
import playbookMutationWithoutVerify from "./playbook/mutation-without-verify";
import playbookRecordedSecret from "./playbook/recorded-secret";
import playbookShellProgram from "./playbook/shell-program";
import playbookSyntaxError from "./playbook/syntax-error";
import playbookUnknownField from "./playbook/unknown-field";
import playbookUnknownGuidance from "./playbook/unknown-guidance";
import playbookUnknownInput from "./playbook/unknown-input";
import playbookUnknownRule from "./playbook/unknown-rule";
import playbookUnknownStep from "./playbook/unknown-step";
import playbookUnmarkedMutation from "./playbook/unmarked-mutation";
import playbookUnpinnedCall from "./playbook/unpinned-call";
import playbookUnreachableStep from "./playbook/unreachable-step";
import playbookUnusedInput from "./playbook/unused-input";
import plimsollExpiredSuppression from "./plimsoll/expired-suppression";
import plimsollInvalidConfiguration from "./plimsoll/invalid-configuration";
import plimsollPartTooLarge from "./plimsoll/part-too-large";
import plimsollSuppressionWithoutReason from "./plimsoll/suppression-without-reason";
import plimsollUnusedSuppression from "./plimsoll/unused-suppression";
import terraformAccountNumberInModule from "./terraform/account-number-in-module";
import terraformAdministratorAttached from "./terraform/administrator-attached";
import terraformAmiOfAnybody from "./terraform/ami-of-anybody";
import terraformArgumentValues from "./terraform/argument-values";
import terraformBackendElsewhere from "./terraform/backend-elsewhere";
import terraformBackendWithoutLock from "./terraform/backend-without-lock";
import terraformBroadIamActions from "./terraform/broad-iam-actions";
import terraformBucketHardening from "./terraform/bucket-hardening";
import terraformChangingInEveryPlan from "./terraform/changing-in-every-plan";
import terraformCredentialInProvider from "./terraform/credential-in-provider";
import terraformCredentialInResource from "./terraform/credential-in-resource";
import terraformCredentialInTfvars from "./terraform/credential-in-tfvars";
import terraformCredentialInVariable from "./terraform/credential-in-variable";
import terraformCrowdedModule from "./terraform/crowded-module";
import terraformDeepWafStatement from "./terraform/deep-waf-statement";
import terraformDefaultNetwork from "./terraform/default-network";
import terraformDenyAllButOne from "./terraform/deny-all-but-one";
import terraformDeprecatedIndex from "./terraform/deprecated-index";
import terraformDeprecatedLookup from "./terraform/deprecated-lookup";
import terraformDeprecatedStateLock from "./terraform/deprecated-state-lock";
import terraformDocumentOpenToAnybody from "./terraform/document-open-to-anybody";
import terraformDuplicateMapKey from "./terraform/duplicate-map-key";
import terraformEmptyListEquality from "./terraform/empty-list-equality";
import terraformEndpointInOneZone from "./terraform/endpoint-in-one-zone";
import terraformEveryQueueAction from "./terraform/every-queue-action";
import terraformExclusivePolicyAttachment from "./terraform/exclusive-policy-attachment";
import terraformIgnoreAllChanges from "./terraform/ignore-all-changes";
import terraformImdsV1 from "./terraform/imds-v1";
import terraformInlineBucketSettings from "./terraform/inline-bucket-settings";
import terraformInterpolationOnly from "./terraform/interpolation-only";
import terraformJsonListAtTop from "./terraform/json-list-at-top";
import terraformK3sWithoutVersion from "./terraform/k3s-without-version";
import terraformLogGroupWithoutRetention from "./terraform/log-group-without-retention";
import terraformMissingBackend from "./terraform/missing-backend";
import terraformMissingCompanion from "./terraform/missing-companion";
import terraformMissingDataTag from "./terraform/missing-data-tag";
import terraformMissingInDirectory from "./terraform/missing-in-directory";
import terraformMissingLockFile from "./terraform/missing-lock-file";
import terraformMissingRequiredVersion from "./terraform/missing-required-version";
import terraformMissingTags from "./terraform/missing-tags";
import terraformModuleStructure from "./terraform/module-structure";
import terraformModuleWithoutCommit from "./terraform/module-without-commit";
import terraformNetworkOpenings from "./terraform/network-openings";
import terraformNodeGroupOpenToSsh from "./terraform/node-group-open-to-ssh";
import terraformOpenSecurityGroup from "./terraform/open-security-group";
import terraformPermissionWithoutSource from "./terraform/permission-without-source";
import terraformPlainHttpListener from "./terraform/plain-http-listener";
import terraformPolicyOnUser from "./terraform/policy-on-user";
import terraformProductionDatabaseUnprotected from "./terraform/production-database-unprotected";
import terraformProprietaryDatabase from "./terraform/proprietary-database";
import terraformProviderWithoutUpperBound from "./terraform/provider-without-upper-bound";
import terraformPublicBucket from "./terraform/public-bucket";
import terraformRefusedIamPolicy from "./terraform/refused-iam-policy";
import terraformRegionNotPermitted from "./terraform/region-not-permitted";
import terraformResourceOpenToAnybody from "./terraform/resource-open-to-anybody";
import terraformRetiredLambdaRuntime from "./terraform/retired-lambda-runtime";
import terraformRetiredResource from "./terraform/retired-resource";
import terraformRetiredVersion from "./terraform/retired-version";
import terraformRouteTargets from "./terraform/route-targets";
import terraformSecretArnWithoutSuffix from "./terraform/secret-arn-without-suffix";
import terraformSecretReaderThatWrites from "./terraform/secret-reader-that-writes";
import terraformSecretWithoutFields from "./terraform/secret-without-fields";
import terraformSensitiveOutput from "./terraform/sensitive-output";
import terraformSeveralClouds from "./terraform/several-clouds";
import terraformSharedResource from "./terraform/shared-resource";
import terraformSharedTaskRole from "./terraform/shared-task-role";
import terraformSlashComment from "./terraform/slash-comment";
import terraformStaleLockFile from "./terraform/stale-lock-file";
import terraformSyntaxError from "./terraform/syntax-error";
import terraformTaskContainers from "./terraform/task-containers";
import terraformTemporaryOpening from "./terraform/temporary-opening";
import terraformTrustOfWholeAccount from "./terraform/trust-of-whole-account";
import terraformUnconventionalName from "./terraform/unconventional-name";
import terraformUndeclaredProvider from "./terraform/undeclared-provider";
import terraformUndeclaredReference from "./terraform/undeclared-reference";
import terraformUndescribedSecurityGroup from "./terraform/undescribed-security-group";
import terraformUndescribedVariable from "./terraform/undescribed-variable";
import terraformUnencryptedBackend from "./terraform/unencrypted-backend";
import terraformUninvokableFunction from "./terraform/uninvokable-function";
import terraformUnpinnedModule from "./terraform/unpinned-module";
import terraformUntypedVariable from "./terraform/untyped-variable";
import terraformUnusedDeclaration from "./terraform/unused-declaration";
import terraformUnusedProvider from "./terraform/unused-provider";
import terraformVariableFileWithoutValue from "./terraform/variable-file-without-value";
import terraformWebAclWithoutBadInputs from "./terraform/web-acl-without-bad-inputs";
import terraformWideOidcTrust from "./terraform/wide-oidc-trust";
import terraformWildcardIamPolicy from "./terraform/wildcard-iam-policy";
import terraformWorkspaceWithRemoteBackend from "./terraform/workspace-with-remote-backend";
import terraformWriteOnlySecret from "./terraform/write-only-secret";

/** Every rule, by language and name; a family stands where its file does. */
export const RULES: readonly Rule[] = [
  composeConflictingNetworkMode,
  composeCredentialInBuildArgument,
  composeCredentialInEnvironment,
  composeDangerousCapabilities,
  composeDatabaseOnBindMount,
  composeDatabaseWithoutVolume,
  composeDeadKey,
  composeDependencyCycle,
  composeDependsOnWithoutHealth,
  composeDisagreeingConnection,
  composeDuplicateContainerName,
  composeDuplicateHostPort,
  composeDuplicateKey,
  composeFixedAddress,
  composeHealthConditionWithoutHealthcheck,
  composeHiddenDependencies,
  composeHostNamespaces,
  composeImageCannotStart,
  composeImageDiffersFromManifest,
  composeInvalidContainerName,
  composeInvalidPort,
  composeInvalidValue,
  composeLocalhostToSibling,
  composeLongLivedCloudKey,
  composeMissingBuildContext,
  composeMissingEnvFile,
  composeMissingHardening,
  composeMissingProductionVariable,
  composeMissingProjectName,
  composeMixedSyntax,
  composeMutableImageTag,
  composeObsoleteVersion,
  composeOpinions,
  composeOrder,
  composePortOnAllInterfaces,
  composePrivilegedService,
  composeRestartPolicyTwice,
  composeRootAgainstImage,
  composeRuntimeSocketMount,
  composeSensitiveHostFolder,
  composeSharedMountPropagation,
  composeSyntaxError,
  composeTrustingPostgres,
  composeUnconfinedSecurityProfile,
  composeUndefinedProfile,
  composeUndefinedReference,
  composeUnencryptedDockerApi,
  composeUnignoredEnvFile,
  composeUnknownBuildArg,
  composeUnknownBuildTarget,
  composeUnknownDevcontainerService,
  composeUnknownHost,
  composeUnknownKey,
  composeUnlimitedServiceInProduction,
  composeUnscalableService,
  composeUnsetVariable,
  composeUntrustedRegistry,
  composeUnusedVolume,
  composeWrongDataPath,
  composeWrongType,
  dockerfileAddForPlainCopy,
  dockerfileAddUrlWithoutChecksum,
  dockerfileApkCacheKept,
  dockerfileAptInsteadOfAptGet,
  dockerfileArchiveUnpackedAfterCopy,
  dockerfileArchiveUnpackedByAdd,
  dockerfileBrokenExecForm,
  dockerfileBuildToolsShipped,
  dockerfileCdInsteadOfWorkdir,
  dockerfileConsecutiveRuns,
  dockerfileCopyToUnsetWorkdir,
  dockerfileCopyWithoutSlash,
  dockerfileCredentialCopied,
  dockerfileCredentialInEnv,
  dockerfileCredentialInRun,
  dockerfileDownloadToolsMixed,
  dockerfileDuplicateStage,
  dockerfileEmptyContinuation,
  dockerfileEnvReadBeforeSet,
  dockerfileExposedProtocolCasing,
  dockerfileForbiddenTrigger,
  dockerfileFromAsCasing,
  dockerfileFullRuntimeImage,
  dockerfileIgnoredCopy,
  dockerfileInstallAfterFullCopy,
  dockerfileInstructionBeforeFrom,
  dockerfileInstructionCasing,
  dockerfileInvalidDefaultArg,
  dockerfileInvalidExposedPort,
  dockerfileLabelKey,
  dockerfileLabels,
  dockerfileLegacyKeyValue,
  dockerfileMaintainer,
  dockerfileMissingHealthcheck,
  dockerfileMissingPipefail,
  dockerfileMissingYes,
  dockerfileMovingImageTag,
  dockerfileMutableImageTag,
  dockerfileNamedUser,
  dockerfileOneShotCommand,
  dockerfileOutOfPlaceCommands,
  dockerfileOwnerOfCopies,
  dockerfilePackageCacheKept,
  dockerfilePackageListsKept,
  dockerfilePasswordByChpasswd,
  dockerfilePipCacheKept,
  dockerfilePlatformInFrom,
  dockerfilePortNotExposed,
  dockerfileRecommendedPackages,
  dockerfileRedundantTargetPlatform,
  dockerfileRelativeWorkdir,
  dockerfileReplacedDefaultShell,
  dockerfileReplacedHealthcheck,
  dockerfileReservedStageName,
  dockerfileRootUser,
  dockerfileSdkImageDeployed,
  dockerfileSecretFetchedInBuild,
  dockerfileSeveralCommands,
  dockerfileSeveralPrograms,
  dockerfileShellFormCommand,
  dockerfileSparseLoginLog,
  dockerfileSshPort,
  dockerfileStageNameCasing,
  dockerfileSudo,
  dockerfileSyntaxError,
  dockerfileSystemUpgrade,
  dockerfileSystemWorkdir,
  dockerfileTlsVerificationOff,
  dockerfileUndefinedArgInFrom,
  dockerfileUndefinedVariable,
  dockerfileUnencryptedDockerHost,
  dockerfileUnknownStage,
  dockerfileUnnamedStage,
  dockerfileUnpinnedPackages,
  dockerfileUnsignedPackages,
  dockerfileUntrustedRegistry,
  dockerfileUnusedArgument,
  dockerfileUnusedStage,
  dockerfileUpdateAlone,
  dockerfileUserAgainstPod,
  dockerfileVulnerableOpenssl,
  dockerfileWgetProgress,
  dockerfileWholeContextCopied,
  dockerfileWholeFileSystemCopied,
  kubernetesAbandonedComponents,
  kubernetesAlertRules,
  kubernetesAllAtOnceRollout,
  kubernetesAnalysisThatCannotFail,
  kubernetesAnonymousBinding,
  kubernetesAutomountedToken,
  kubernetesBlockingDisruptionBudget,
  kubernetesCanarySteps,
  kubernetesClusterAdminBinding,
  kubernetesCommandWords,
  kubernetesCommentedOutProbe,
  kubernetesCommittedSecret,
  kubernetesConflictingProbeHandlers,
  kubernetesContainerOpinions,
  kubernetesControlPlaneFlags,
  kubernetesCredentialInConfigMap,
  kubernetesCredentialInEnv,
  kubernetesCronjobWithoutDeadline,
  kubernetesDangerousCapabilities,
  kubernetesDatabaseMemory,
  kubernetesDatabaseOnEphemeralStorage,
  kubernetesDatabaseReferenceNotFound,
  kubernetesDeadlineShorterThanStartup,
  kubernetesDebugCommand,
  kubernetesDecimalFileMode,
  kubernetesDefaultServiceAccount,
  kubernetesDeploymentWithDatabase,
  kubernetesDeprecatedApiVersion,
  kubernetesDeprecatedServiceAccount,
  kubernetesDuplicateContainerName,
  kubernetesDuplicateEnv,
  kubernetesDuplicateKey,
  kubernetesDuplicateObject,
  kubernetesDuplicatePort,
  kubernetesEnvironmentSettings,
  kubernetesFieldValues,
  kubernetesGitSyncCommand,
  kubernetesGoverningServiceElsewhere,
  kubernetesGoverningServiceMismatch,
  kubernetesHostNamespaces,
  kubernetesHostPort,
  kubernetesHostProcess,
  kubernetesHpaRange,
  kubernetesHpaWithFixedReplicas,
  kubernetesHpaWithoutRequest,
  kubernetesHpaWithoutTarget,
  kubernetesIdenticalProbes,
  kubernetesIngressBackendMissing,
  kubernetesIngressWithoutTls,
  kubernetesInjectedIngressConfiguration,
  kubernetesInvalidEnumValue,
  kubernetesInvalidLabel,
  kubernetesInvalidPortName,
  kubernetesInvalidProbeNumbers,
  kubernetesJobWithoutRestartPolicy,
  kubernetesLateRenewal,
  kubernetesLivenessBeforeStartup,
  kubernetesLowUid,
  kubernetesMemoryInMilli,
  kubernetesMisplacedAnnotations,
  kubernetesMissingDisruptionBudget,
  kubernetesMissingHardening,
  kubernetesMissingJobTtl,
  kubernetesMissingKustomizeFile,
  kubernetesMissingNetworkPolicy,
  kubernetesMissingProductionKey,
  kubernetesMissingReadinessProbe,
  kubernetesMissingRequiredField,
  kubernetesMissingResources,
  kubernetesMissingSpread,
  kubernetesMissingSubset,
  kubernetesMistypedHealthPath,
  kubernetesMutableImageTag,
  kubernetesNamespaceWithoutQuota,
  kubernetesNetworkPolicies,
  kubernetesNetworkPolicyOrInsteadOfAnd,
  kubernetesNetworkPolicySelectsNothing,
  kubernetesNginxSnippetAnnotations,
  kubernetesNoRolloutHistory,
  kubernetesNodePortService,
  kubernetesNonStringValue,
  kubernetesObjectOfOtherMesh,
  kubernetesOneShotCommandInDeployment,
  kubernetesPersonalDataInConfigMap,
  kubernetesPlatformMismatch,
  kubernetesPrivilegedContainer,
  kubernetesPrivilegedPort,
  kubernetesProbeThatCannotFail,
  kubernetesRbacAwsAuth,
  kubernetesRbacCreatePods,
  kubernetesRbacEscalation,
  kubernetesRbacManagement,
  kubernetesRbacPodExec,
  kubernetesRbacSecretsAccess,
  kubernetesRbacWebhooksAndCsr,
  kubernetesRbacWildcard,
  kubernetesReferenceNotFound,
  kubernetesRegionNotPermitted,
  kubernetesRejectedRestartPolicy,
  kubernetesRejectedRollout,
  kubernetesRelabelingStage,
  kubernetesRemovedApiVersion,
  kubernetesRequestOverLimit,
  kubernetesRolloutBelowBudget,
  kubernetesRouteWeights,
  kubernetesRunsAsRoot,
  kubernetesRuntimeSocketMount,
  kubernetesSecretInEnvironment,
  kubernetesSelectorMismatch,
  kubernetesSensitiveHostPath,
  kubernetesServiceExternalIps,
  kubernetesServiceMonitorSelectsNothing,
  kubernetesServiceSelectsNothing,
  kubernetesServiceTargetPort,
  kubernetesSingleReplica,
  kubernetesSpreadCountsOthers,
  kubernetesSshPort,
  kubernetesStatefulSetWithoutService,
  kubernetesSubsetSelectsNothing,
  kubernetesSyntaxError,
  kubernetesUnadvertisedPool,
  kubernetesUnconfinedProfiles,
  kubernetesUndeclaredProbePort,
  kubernetesUnequalRequestsAndLimits,
  kubernetesUnguardedPod,
  kubernetesUnknownField,
  kubernetesUnknownKind,
  kubernetesUnmanagedPod,
  kubernetesUnmaskedProc,
  kubernetesUnnoticedCanary,
  kubernetesUnsafeSysctls,
  kubernetesUntrustedRegistry,
  kubernetesUnusedVolume,
  kubernetesVolumeMountWithoutVolume,
  kubernetesWritableHostMount,
  kubernetesWrongType,
  playbookCallWithoutTimeout,
  playbookDuplicateId,
  playbookInvalidShape,
  playbookMismatchedFileName,
  playbookMutationWithoutRollback,
  playbookMutationWithoutVerify,
  playbookRecordedSecret,
  playbookShellProgram,
  playbookSyntaxError,
  playbookUnknownField,
  playbookUnknownGuidance,
  playbookUnknownInput,
  playbookUnknownRule,
  playbookUnknownStep,
  playbookUnmarkedMutation,
  playbookUnpinnedCall,
  playbookUnreachableStep,
  playbookUnusedInput,
  plimsollExpiredSuppression,
  plimsollInvalidConfiguration,
  plimsollPartTooLarge,
  plimsollSuppressionWithoutReason,
  plimsollUnusedSuppression,
  terraformAccountNumberInModule,
  terraformAdministratorAttached,
  terraformAmiOfAnybody,
  terraformArgumentValues,
  terraformBackendElsewhere,
  terraformBackendWithoutLock,
  terraformBroadIamActions,
  terraformBucketHardening,
  terraformChangingInEveryPlan,
  terraformCredentialInProvider,
  terraformCredentialInResource,
  terraformCredentialInTfvars,
  terraformCredentialInVariable,
  terraformCrowdedModule,
  terraformDeepWafStatement,
  terraformDefaultNetwork,
  terraformDenyAllButOne,
  terraformDeprecatedIndex,
  terraformDeprecatedLookup,
  terraformDeprecatedStateLock,
  terraformDocumentOpenToAnybody,
  terraformDuplicateMapKey,
  terraformEmptyListEquality,
  terraformEndpointInOneZone,
  terraformEveryQueueAction,
  terraformExclusivePolicyAttachment,
  terraformIgnoreAllChanges,
  terraformImdsV1,
  terraformInlineBucketSettings,
  terraformInterpolationOnly,
  terraformJsonListAtTop,
  terraformK3sWithoutVersion,
  terraformLogGroupWithoutRetention,
  terraformMissingBackend,
  terraformMissingCompanion,
  terraformMissingDataTag,
  terraformMissingInDirectory,
  terraformMissingLockFile,
  terraformMissingRequiredVersion,
  terraformMissingTags,
  terraformModuleStructure,
  terraformModuleWithoutCommit,
  terraformNetworkOpenings,
  terraformNodeGroupOpenToSsh,
  terraformOpenSecurityGroup,
  terraformPermissionWithoutSource,
  terraformPlainHttpListener,
  terraformPolicyOnUser,
  terraformProductionDatabaseUnprotected,
  terraformProprietaryDatabase,
  terraformProviderWithoutUpperBound,
  terraformPublicBucket,
  terraformRefusedIamPolicy,
  terraformRegionNotPermitted,
  terraformResourceOpenToAnybody,
  terraformRetiredLambdaRuntime,
  terraformRetiredResource,
  terraformRetiredVersion,
  terraformRouteTargets,
  terraformSecretArnWithoutSuffix,
  terraformSecretReaderThatWrites,
  terraformSecretWithoutFields,
  terraformSensitiveOutput,
  terraformSeveralClouds,
  terraformSharedResource,
  terraformSharedTaskRole,
  terraformSlashComment,
  terraformStaleLockFile,
  terraformSyntaxError,
  terraformTaskContainers,
  terraformTemporaryOpening,
  terraformTrustOfWholeAccount,
  terraformUnconventionalName,
  terraformUndeclaredProvider,
  terraformUndeclaredReference,
  terraformUndescribedSecurityGroup,
  terraformUndescribedVariable,
  terraformUnencryptedBackend,
  terraformUninvokableFunction,
  terraformUnpinnedModule,
  terraformUntypedVariable,
  terraformUnusedDeclaration,
  terraformUnusedProvider,
  terraformVariableFileWithoutValue,
  terraformWebAclWithoutBadInputs,
  terraformWideOidcTrust,
  terraformWildcardIamPolicy,
  terraformWorkspaceWithRemoteBackend,
  terraformWriteOnlySecret,
].flat();
