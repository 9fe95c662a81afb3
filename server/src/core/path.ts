/**
 * A file's path: always absolute, with `/` between segments, on every system; a document that is no file keeps its `scheme://authority/` in
 * front. The root folder is the empty string, so that a folder and `/` and a name always make a path.
 * The core never touches a disk, so these few pure functions replace `node:path`, which the browser lacks.
 */
export type Path = string;

export function dirname(path: Path): Path {
  const cut = path.lastIndexOf("/");
  return cut < 0 ? "" : path.slice(0, cut);
}

export function basename(path: Path): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** Where `target`, written in a file of `folder`, leads; `..` above the root is dropped. */
export function join(folder: Path, target: string): Path {
  if (target.startsWith("/")) return target;
  const segments = folder === "/" ? [""] : folder.split("/");
  for (const segment of target.split("/")) {
    if (segment === "..") {
      if (segments.length > 1) segments.pop();
    } else if (segment !== "" && segment !== ".") segments.push(segment);
  }
  return segments.join("/");
}

/** The path of `path` seen from `folder`, or undefined when it is not below it. */
export function relative(folder: Path, path: Path): string | undefined {
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : undefined;
}

/** How a file in `folder` writes the way to `path`, climbing with `..` where it must. */
export function pathFrom(folder: Path, path: Path): string {
  const below = relative(folder, path);
  if (below !== undefined) return `./${below}`;
  const parent = dirname(folder);
  if (parent === folder) return path;
  const rest = pathFrom(parent, path);
  return `../${rest.startsWith("./") ? rest.slice(2) : rest}`;
}

/** Every folder above a path, the nearest first, the root (the empty string) last. */
export function* foldersAbove(path: Path): Generator<Path> {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    yield folder;
    if (!folder.includes("/")) return;
  }
}
