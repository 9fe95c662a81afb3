import type { Range } from "../../core/text";
import type { Mapping } from "../yaml/mapping";
import type { KubernetesObject } from "./object";

export type ContainerRole = "app" | "init" | "sidecar" | "ephemeral";

/** One container of a workload, whatever kind of workload it is. */
export class Container {
  constructor(
    readonly root: Mapping,
    readonly role: ContainerRole,
    readonly podSpec: Mapping,
    readonly object: KubernetesObject,
  ) {}

  get name(): string | undefined {
    return this.root.string("name");
  }

  /** How messages name it: `Container "web"`. */
  get title(): string {
    const what = this.role === "init" ? "Init container" : this.role === "sidecar" ? "Sidecar" : "Container";
    return this.name === undefined ? what : `${what} "${this.name}"`;
  }

  /** What is underlined when something is missing: its name, else its first key. */
  get anchor(): Range {
    return this.root.has("name") ? this.root.rangeOf("name") : this.root.anchor;
  }

  /** Whether it runs the pause image, which sleeps: it holds a place, and neither serves nor uses anything. */
  get pauses(): boolean {
    return /(?:^|\/)pause(?:-[\w.]+)?(?::|@|$)/.test(this.root.string("image") ?? "");
  }

  map(key: string): Mapping {
    return this.root.map(key);
  }

  /** The declared ports: name and number where known. */
  get ports(): { name: string | undefined; number: number | undefined; at: Range }[] {
    return [...this.root.list("ports").maps()].map((port) => ({
      name: port.string("name"),
      number: port.number("containerPort"),
      at: port.has("name") ? port.rangeOf("name") : port.rangeOf("containerPort"),
    }));
  }
}

const LISTS: readonly (readonly [key: string, role: ContainerRole])[] = [
  ["initContainers", "init"],
  ["containers", "app"],
  ["ephemeralContainers", "ephemeral"],
];

/** All containers of an object, in the order of the file's lists. An init container that restarts always is a sidecar. */
export function containersOf(object: KubernetesObject): Container[] {
  const podSpec = object.podSpec;
  if (!podSpec) return [];
  return LISTS.flatMap(([key, role]) =>
    [...podSpec.list(key).maps()]
      .filter((root) => !root.is("image", "auto"))
      .map((root) => new Container(root, role === "init" && root.is("restartPolicy", "Always") ? "sidecar" : role, podSpec, object)),
  );
}
