import type { Path } from "../core/path";

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
  /** All files below a folder that are not ignored; undefined where nobody can list. */
  list(folder: Path): Promise<{ readonly files: readonly Path[]; readonly complete: boolean } | undefined>;
  /** A file's text; undefined when it is not there, not text, too large or outside the workspace. */
  read(path: Path): Promise<string | undefined>;
  /** Lets waiting messages in: resolves in a later turn of the event loop. */
  pause(): Promise<void>;
}
