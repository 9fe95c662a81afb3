import { foldersAbove } from "../../core/path";
import type { Scope } from "../../core/scope";
import { scopeParts, viewKind } from "../../core/scope";
import type { YamlNode } from "../yaml/node";
import { parseYaml } from "../yaml/parse";
import { splitDocuments } from "../yaml/split";

/** The images that the Skaffold file of a folder builds; keyed by the folder. None where there is no such file. */
const artifactsOf = viewKind<readonly string[]>("skaffold/artifacts", (folder, scope) => {
  const text = scope.file(`${folder}/skaffold.yaml`) === "present" ? scope.text(`${folder}/skaffold.yaml`) : undefined;
  if (text === undefined) return [];
  return splitDocuments(text, "document").flatMap(({ start, end }) => [
    ...imagesBelow(parseYaml(text.slice(start, end), { version: "1.1", templated: false }).root, false),
  ]);
});

/** Whether a `skaffold.yaml` in a folder above builds an image: then it writes the tag when it deploys. */
export const isBuiltBySkaffold = (image: string, scope: Scope): boolean =>
  [...foldersAbove(`${scopeParts(scope.id).folder}/.`)].some((folder) => scope.effective(artifactsOf, folder)?.includes(image) === true);

/** The `image` of every artifact, in `build` itself and in the profiles. */
function* imagesBelow(node: YamlNode | undefined, inArtifacts: boolean): Iterable<string> {
  if (node?.kind === "seq") for (const item of node.items) yield* imagesBelow(item.node, inArtifacts);
  if (node?.kind !== "map") return;
  for (const { key, value } of node.pairs) {
    if (inArtifacts && key.source === "image" && value?.kind === "scalar") yield value.source;
    else yield* imagesBelow(value, inArtifacts || key.source === "artifacts");
  }
}
