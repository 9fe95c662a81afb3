import type { Query } from "../../core/rule";
import { query } from "../../core/rule";
import type { Range } from "../../core/text";
import type { TerraformBlock } from "./block";
import { blocksOf } from "./block";
import type { Value } from "./value";
import { itemsOf, numberOf, textOf } from "./value";

/** One rule that lets traffic into or out of a security group, whichever of the three ways it is written. */
export interface TrafficRule {
  /** The resource it is written in. */
  readonly resource: TerraformBlock;
  /** How messages name it. */
  readonly title: string;
  /** What its author says of it. */
  readonly description: string | undefined;
  readonly protocol: string | undefined;
  /** Undefined where it is not known. */
  readonly ports: { readonly from: number; readonly to: number } | undefined;
  readonly allPorts: boolean;
  /** The addresses it lets in, IPv4 and IPv6. */
  readonly ranges: readonly Value[];
  readonly placeOf: (value: Value) => Range;
}

type Direction = "ingress" | "egress";

const trafficRules = (direction: Direction): Query<TrafficRule> =>
  query(["terraform"], (reading) => blocksOf(reading).flatMap((block) => (block.type === "resource" ? rulesOf(block, direction) : [])));

/** Every rule for incoming traffic. */
export const ingressRules = trafficRules("ingress");

/** Every rule for outgoing traffic. */
export const egressRules = trafficRules("egress");

/** The rules of a resource: a group's, or the one that a rule resource is. */
export function rulesOf(resource: TerraformBlock, direction: Direction): TrafficRule[] {
  switch (resource.kind) {
    case "aws_security_group_rule":
      return resource.is("type", direction) ? [ruleIn(resource, resource, "protocol", ["cidr_blocks", "ipv6_cidr_blocks"])] : [];
    case `aws_vpc_security_group_${direction}_rule`:
      return [ruleIn(resource, resource, "ip_protocol", ["cidr_ipv4", "cidr_ipv6"])];
    case "aws_security_group":
    case "aws_default_security_group":
      return resource.tree.json || resource.has(direction)
        ? listedRules(resource, direction)
        : resource.blocks(direction).map((block) => ruleIn(resource, block, "protocol", ["cidr_blocks", "ipv6_cidr_blocks"]));
    default:
      return [];
  }
}

function ruleIn(resource: TerraformBlock, block: TerraformBlock, protocol: string, lists: readonly string[]): TrafficRule {
  const ranges = lists.flatMap((name) => itemsOf(block.value(name)).map((value) => ({ name, value })));
  return {
    ...described(resource, block.string(protocol), block.value("from_port"), block.value("to_port")),
    description: block.string("description"),
    ranges: ranges.map(({ value }) => value),
    placeOf: (value) => block.placeOf(ranges.find((entry) => entry.value === value)?.name ?? "", value),
  };
}

/** `ingress = [{ … }]`: the rules as a value. */
function listedRules(resource: TerraformBlock, direction: Direction): TrafficRule[] {
  return itemsOf(resource.value(direction)).flatMap((rule): TrafficRule[] => {
    if (rule.kind !== "object") return [];
    const get = (name: string) => rule.entries.get(name);
    return [
      {
        ...described(resource, textOf(get("protocol")), get("from_port"), get("to_port")),
        description: textOf(get("description")),
        ranges: [...itemsOf(get("cidr_blocks")), ...itemsOf(get("ipv6_cidr_blocks"))],
        placeOf: (value) => resource.placeOf(direction, value),
      },
    ];
  });
}

function described(
  resource: TerraformBlock,
  protocol: string | undefined,
  from: Value | undefined,
  to: Value | undefined,
): Omit<TrafficRule, "description" | "ranges" | "placeOf"> {
  const [first, last] = [numberOf(from), numberOf(to)];
  const ports = first === undefined || last === undefined ? undefined : { from: first, to: last };
  const allPorts = protocol === "-1" || protocol === "all" || (ports !== undefined && ports.from <= 1 && ports.to >= 65_535);
  const noun = resource.kind.endsWith("_rule") ? "Security group rule" : "Security group";
  return { resource, title: `${noun} "${resource.name}"`, protocol, ports, allPorts };
}
