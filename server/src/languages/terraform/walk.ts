import type { Attribute, Block } from "./node";

/** Every attribute of a block and of the blocks inside it, in no order. */
export function* attributesOf(block: Block): Iterable<Attribute> {
  yield* block.attributes;
  for (const inner of block.blocks) yield* attributesOf(inner);
}
