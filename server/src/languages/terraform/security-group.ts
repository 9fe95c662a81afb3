import type { Query } from "../../core/rule";
import { query } from "../../core/rule";
import type { Range } from "../../core/text";
import type { TerraformBlock } from "./block";
import { blocksOf } from "./block";
import type { Value } from "./value";
import { itemsOf, numberOf, textOf } from "./value";

/** One rule that lets traffic into a security group, whichever of the three ways it is written. */
export interface IngressRule {
  /** The resource it is written in. */
  readonly resource: TerraformBlock;
  /** How messages name it. */
  readonly title: string;
  readonly protocol: string | undefined;
  /** Undefined where it is not known. */
  readonly ports: { readonly from: number; readonly to: number } | undefined;
  readonly allPorts: boolean;
  /** The addresses it lets in, IPv4 and IPv6. */
  readonly ranges: readonly Value[];
  readonly placeOf: (value: Value) => Range;
}

const KINDS = ["aws_security_group", "aws_default_security_group", "aws_security_group_rule", "aws_vpc_security_group_ingress_rule"];

/** Every rule for incoming traffic. */
export const ingressRules: Query<IngressRule> = query(["terraform"], (reading) =>
  blocksOf(reading)
    .filter((block) => block.type === "resource" && KINDS.includes(block.kind))
    .flatMap(rulesOf),
);

function rulesOf(resource: TerraformBlock): IngressRule[] {
  switch (resource.kind) {
    case "aws_security_group_rule":
      return resource.is("type", "ingress") ? [ruleIn(resource, resource, "protocol", ["cidr_blocks", "ipv6_cidr_blocks"])] : [];
    case "aws_vpc_security_group_ingress_rule":
      return [ruleIn(resource, resource, "ip_protocol", ["cidr_ipv4", "cidr_ipv6"])];
    default:
      return resource.tree.json || resource.has("ingress")
        ? listedRules(resource)
        : resource.blocks("ingress").map((block) => ruleIn(resource, block, "protocol", ["cidr_blocks", "ipv6_cidr_blocks"]));
  }
}

function ruleIn(resource: TerraformBlock, block: TerraformBlock, protocol: string, lists: readonly string[]): IngressRule {
  const ranges = lists.flatMap((name) => itemsOf(block.value(name)).map((value) => ({ name, value })));
  return {
    ...described(resource, block.string(protocol), block.value("from_port"), block.value("to_port")),
    ranges: ranges.map(({ value }) => value),
    placeOf: (value) => block.placeOf(ranges.find((entry) => entry.value === value)?.name ?? "", value),
  };
}

/** `ingress = [{ … }]`: the rules as a value. */
function listedRules(resource: TerraformBlock): IngressRule[] {
  return itemsOf(resource.value("ingress")).flatMap((rule): IngressRule[] => {
    if (rule.kind !== "object") return [];
    const get = (name: string) => rule.entries.get(name);
    return [
      {
        ...described(resource, textOf(get("protocol")), get("from_port"), get("to_port")),
        ranges: [...itemsOf(get("cidr_blocks")), ...itemsOf(get("ipv6_cidr_blocks"))],
        placeOf: (value) => resource.placeOf("ingress", value),
      },
    ];
  });
}

function described(
  resource: TerraformBlock,
  protocol: string | undefined,
  from: Value | undefined,
  to: Value | undefined,
): Omit<IngressRule, "ranges" | "placeOf"> {
  const [first, last] = [numberOf(from), numberOf(to)];
  const ports = first === undefined || last === undefined ? undefined : { from: first, to: last };
  const allPorts = protocol === "-1" || protocol === "all" || (ports !== undefined && ports.from <= 1 && ports.to >= 65_535);
  const noun = resource.kind.endsWith("_rule") ? "Security group rule" : "Security group";
  return { resource, title: `${noun} "${resource.name}"`, protocol, ports, allPorts };
}
