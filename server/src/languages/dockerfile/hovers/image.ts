import { joinWords } from "../../../core/words";
import type { ImageReference } from "../../shared/image";
import { baseImage } from "../base-images.table";
import { usedImages } from "../queries";
import type { HoverSource } from "./hover";
import { code } from "./hover";

/** An image in full, and what is known of it. */
export const imageHovers: HoverSource = function* (node, reading) {
  for (const used of usedImages.of(reading)) {
    if (used.node.instruction !== node.instruction || used.image.state !== "known") continue;
    const { value } = used.image;
    yield {
      at: used.at,
      lines: value.scratch ? ["An image without anything in it: no shell, no files, no user."] : [fullName(value), ...known(value)],
    };
  }
};

function fullName({ registry, repository, tag, digest }: ImageReference): string {
  const label = tag ?? (digest === undefined ? "latest" : undefined);
  const name = `${registry}/${repository}${label === undefined ? "" : `:${label}`}${digest === undefined ? "" : `@${digest}`}`;
  if (digest !== undefined) return `${code(name)}, always the same content.`;
  return `${code(name)}, whatever the tag points to${tag === undefined ? "; none is written, so it is latest" : ""}.`;
}

function known(image: ImageReference): string[] {
  const facts = baseImage(image);
  if (!facts) return [];
  const words = [
    ...(facts.root === undefined ? [] : [facts.root ? "starts as root" : "does not start as root"]),
    ...(facts.sh === undefined ? [] : [facts.sh === "none" ? "has no shell" : `its ${code("/bin/sh")} is ${facts.sh}`]),
    ...(facts.packages === undefined || facts.packages === "none" ? [] : [`its package manager is ${facts.packages}`]),
    ...(facts.sdk ? ["it brings compilers"] : []),
    ...(facts.user === undefined ? [] : [`it has the account ${code(facts.user)}`]),
  ];
  return words.length > 0 ? [`Known of it: ${joinWords(words)}.`] : [];
}
