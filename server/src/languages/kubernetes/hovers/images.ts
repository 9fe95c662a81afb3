import { parseImage } from "../../shared/image";
import { containersOf } from "../container";
import type { HoverSource } from "./hover";

/** Where an image comes from in full, and when the kubelet asks for it again. Source: Kubernetes documentation, Images. */
export const imageHovers: HoverSource = function* (object) {
  for (const { root } of containersOf(object)) {
    const written = root.string("image");
    const image = written === undefined ? undefined : parseImage(written);
    if (!image) continue;
    const tag = image.tag ?? (image.digest === undefined ? "latest" : undefined);
    const full = `${image.registry}/${image.repository}${tag === undefined ? "" : `:${tag}`}${image.digest === undefined ? "" : `@${image.digest}`}`;
    const fixed = image.digest !== undefined;
    const policy = root.lacks("imagePullPolicy")
      ? tag === "latest" && !fixed
        ? "Always"
        : "IfNotPresent"
      : root.string("imagePullPolicy");
    const pulled: Readonly<Record<string, string>> = {
      Always: "The registry is asked at every start of a container.",
      IfNotPresent: fixed ? "A node pulls it once." : "A node pulls it once and keeps it, even when the tag moves on.",
      Never: "It is never pulled: it must be on the node.",
    };
    const lines = [
      `\`${full}\`${fixed ? ", always the same content." : `, whatever the tag points to.`}`,
      ...[pulled[policy ?? ""] ?? []].flat(),
    ];
    yield { at: root.rangeOf("image"), lines };
  }
};
