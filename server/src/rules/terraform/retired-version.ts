import { hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import { relatedTo } from "../../languages/terraform/block";
import { resources } from "../../languages/terraform/queries";
import { RETIRED_VERSIONS, SILENT_FROM } from "./retired-version.table";

export default defineRule({
  id: "terraform/retired-version",
  summary: "Version whose standard support has ended",
  severity: "info",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["DRF-04"],
  equivalents: [...new Set(RETIRED_VERSIONS.flatMap(({ names }) => names))],
  references: [...new Set(RETIRED_VERSIONS.map(({ source }) => source))],
  rationale:
    "After standard support AWS charges extra for each hour, several times the price for Kubernetes, and upgrades the version on a day of its own choice when extended support ends. " +
    "Upgrade one version at a time, in a test environment first. The dates were read in August 2026 and are no longer said when they are 18 months old.",
  examples: [
    {
      title: "clusters and databases",
      source: hcl`
resource "aws_eks_cluster" "main" {
  name    = "shop"
  version = "1.27"
            ^^^^^^ info: Standard support of Kubernetes 1.27 ended on 2024-07-24.
}

resource "aws_db_instance" "shop" {
  engine         = "postgres"
  engine_version = "11.22"
                   ^^^^^^^ info: Standard support of PostgreSQL 11.22 ended on 2024-02-29.
}
`,
    },
    {
      title: "in support, and unknown",
      source:
        'resource "aws_eks_cluster" "main" {\n  version = "1.99"\n}\n\nresource "aws_db_instance" "shop" {\n  engine = var.engine\n  engine_version = "11.22"\n}\n',
    },
  ],
  on: resources(...new Set(RETIRED_VERSIONS.map(({ kind }) => kind))),
  *check(resource, { today }) {
    if (today >= SILENT_FROM) return;
    for (const { kind, argument, engine, product, ends, names } of RETIRED_VERSIONS) {
      const version = resource.string(argument);
      if (kind !== resource.kind || version === undefined || (engine !== undefined && !resource.is("engine", engine))) continue;
      const end = Object.entries(ends).find(([prefix]) => version === prefix || version.startsWith(`${prefix}.`))?.[1];
      if (end !== undefined && end < today)
        yield {
          at: resource.rangeOf(argument),
          message: `Standard support of ${product} ${version} ended on ${end}.`,
          equivalents: names,
          related: relatedTo([resource.value(argument)]),
        };
    }
  },
});
