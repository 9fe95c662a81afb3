/**
 * The repositories whose findings are counted and read: public, kept by people who know what they do, of all kinds Plimsoll reads. Each lies
 * in the noise folder under its name, at this commit; what another commit says may differ a little.
 */
export const repositories = [
  { name: "kubernetes/examples", commit: "279e8e4fe314f6cb7bc55fa3fbc21bbeaa48c0ea" },
  { name: "argoproj/argocd-example-apps", commit: "0d521c6e049889134f3122eb32d7ed342f43ca0d" },
  { name: "GoogleCloudPlatform/microservices-demo", commit: "34ffea9175946982c3088ed84994fe6019ad6e92" },
  { name: "prometheus-community/helm-charts", commit: "cf408a290aec489277a94450bb3511432477a53a" },
  { name: "grafana/helm-charts", commit: "7a0ab968961a165318ab95ff678908c3b9bc3240" },
  { name: "istio/istio", commit: "86c9f01fd735fb01d8192f5bcaf0d424afb7f14c" },
  { name: "cert-manager/cert-manager", commit: "2d0d7f7f74241a9cbf79f0e2a7bb247238ee09fd" },
  { name: "kubernetes/ingress-nginx", commit: "dbb11b92ddb77bee9c35e462479129354c84f939" },
  { name: "fluxcd/flux2-kustomize-helm-example", commit: "4f1a5b1051b469108d1bdf0ebec6c814427e3834" },
  { name: "onedr0p/home-ops", commit: "d9078e4dd52174ad68a4408ca3398f731b2f889e" },
  { name: "open-telemetry/opentelemetry-demo", commit: "054282e318317f2be09f67dd9b0d7d1278566cfa" },
  { name: "docker/awesome-compose", commit: "18f59bdb09ecf520dd5758fbf90dec314baec545" },
  { name: "getsentry/self-hosted", commit: "89a143f8e4d396a858cf6f462a832ae7da9fd2db" },
  { name: "paperless-ngx/paperless-ngx", commit: "b0e0e8a35373a5d9d588a507cb63c79e50a23403" },
  { name: "nextcloud/docker", commit: "4de1eed65a44c61ecce601ef1d27abd2059b52e6" },
  { name: "docker-library/postgres", commit: "6edb0a8c4def40c371514b34aef9037ec82d9110" },
  { name: "docker-library/python", commit: "4f07059567fa61c80397126e8063dbbde011b794" },
  { name: "nodejs/docker-node", commit: "f27d936f7d7ccdeec25cd2de33584c1a841f561d" },
  { name: "terraform-aws-modules/terraform-aws-vpc", commit: "82d1929e669efef4e2ad00611b8a68e7a56e049c" },
  { name: "terraform-aws-modules/terraform-aws-eks", commit: "bef29c4d9523523e57fe898643fde2895106b339" },
  { name: "terraform-aws-modules/terraform-aws-rds", commit: "fa183b6b36204913fac1219d09b4979c1e60443a" },
  { name: "terraform-aws-modules/terraform-aws-s3-bucket", commit: "dd0c434de5e74d8864e249ee020d917b076b6e32" },
  { name: "philips-labs/terraform-aws-github-runner", commit: "3355ae029d598d7baf096eebafd19bfd5429bbaa" },
  { name: "hashicorp/learn-terraform-provision-eks-cluster", commit: "c5c4d54a59b10779efd05b5a2c42af54c3ca57cf" },
  { name: "alphagov/govuk-infrastructure", commit: "d9b7454f26061e8af95753fa688cdf3d86a6c3ee" },
  { name: "ministryofjustice/modernisation-platform", commit: "ed8a7936d0d18f09f9ed74671d4884b3adfdc1aa" },
  { name: "aws-ia/terraform-aws-eks-blueprints", commit: "98d0eb4069e787210848eeefcb2b9ba8e52706e7" },
  { name: "rust-lang/simpleinfra", commit: "a1a8a4edba9ec3cf57d62bc10e82d451d385a04e" },
];
