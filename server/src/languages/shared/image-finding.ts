import type { Fix } from "../../core/edit";
import type { Place } from "../../core/place";
import type { Finding } from "../../core/rule";
import type { Range } from "../../core/text";
import { range } from "../../core/text";
import type { ImageReference } from "./image";
import { mutability } from "./image";

export interface TagTrouble {
  readonly message: string;
  readonly grave: boolean;
}

/** What is wrong with an image's tag, in the words all languages share; undefined for one that stays what it is. */
export function describeTag(image: ImageReference): TagTrouble | undefined {
  if (image.digest !== undefined || image.scratch) return undefined;
  switch (mutability(image.tag)) {
    case "missing":
      return { message: `Image "${image.text}" has no tag, so it is whatever "latest" is when a node pulls it.`, grave: true };
    case "latest":
      return { message: `Image "${image.text}" is whatever "latest" is when a node pulls it.`, grave: true };
    case "moving":
      return { message: `Tag "${image.tag ?? ""}" of image "${image.text}" moves: a restart may bring another version.`, grave: false };
    case "fixed":
      return undefined;
  }
}

/** The finding, with a tab stop where the tag goes. `textStart` is where the image's text begins in the part; no fix for values from elsewhere. */
export function imageFinding(at: Range, image: ImageReference, trouble: TagTrouble, origin: Place | undefined, textStart: number): Finding {
  return {
    at,
    message: trouble.message,
    ...(trouble.grave ? {} : { severity: "info" as const, preset: "strict" as const }),
    ...(origin ? { related: [{ at: origin, message: "The value is set here." }] } : { fixes: [tagFix(image, textStart)] }),
  };
}

function tagFix(image: ImageReference, textStart: number): Fix {
  const { tag, name } = image.ranges;
  const at = tag ? range(textStart + tag.start, textStart + tag.end) : range(textStart + name.end, textStart + name.end);
  return { title: "Name a version", safety: "suggestion", edits: [{ at, text: tag ? "${1:tag}" : ":${1:tag}", snippet: true }] };
}
