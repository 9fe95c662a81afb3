import type { Path } from "../core/path";

/** The files below a folder that are not ignored; `lacks` says whether a path that is not among them is not there. */
export interface FolderListing {
  readonly files: readonly Path[];
  readonly lacks: (path: Path) => boolean;
}

/** The world of a server: Node and the browser each bring their own. */
export interface Host {
  /** `YYYY-MM-DD`. */
  today(): string;
  /** The time in UTC, `YYYY-MM-DDTHH:MM`. */
  time(): string;
  /** Milliseconds that only go forward. */
  now(): number;
  /** Makes the wasm grammars ready; `options` are the client's initialization options. */
  loadGrammars(options: unknown): Promise<void>;
  /** Undefined where nobody can list. */
  list(folder: Path): Promise<FolderListing | undefined>;
  /** A file's text; undefined when it is not there, not text, too large or outside the workspace. */
  read(path: Path): Promise<string | undefined>;
  /** Lets waiting messages in: resolves in a later turn of the event loop. */
  pause(): Promise<void>;
}
