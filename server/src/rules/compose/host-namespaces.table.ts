import type { Preset } from "../../core/settings";
import type { GuidanceId } from "../../guidance/ids.generated";

/** A namespace of the host. */
export interface HostNamespace {
  readonly smell: "host-network" | "host-process-ids" | "host-memory" | "host-users";
  readonly key: string;
  /** Half of all Compose files for a home network have the first, on purpose. */
  readonly preset: Preset;
  readonly summary: string;
  readonly equivalents: readonly string[];
  readonly guidance: readonly GuidanceId[];
  /** Behind the service's name. */
  readonly effect: string;
  readonly rationale: string;
}

/** Keys of https://docs.docker.com/reference/compose-file/services/ */
export const HOST_NAMESPACES: readonly HostNamespace[] = [
  {
    smell: "host-network",
    preset: "strict",
    key: "network_mode",
    summary: "Service in the network of its host",
    equivalents: ["kics:shared_host_network_namespace"],
    guidance: ["DKR-10"],
    effect: "is in the host's network: every port it opens is open there",
    rationale:
      "The service reaches what listens on the host's loopback, its ports are the host's, and names of other services do not resolve. Publish the ports it needs. Programs that look for devices in the local network need it.",
  },
  {
    smell: "host-process-ids",
    preset: "recommended",
    key: "pid",
    summary: "Service that sees the processes of its host",
    equivalents: ["kics:host_namespace_is_shared"],
    guidance: ["DKR-10"],
    effect: "sees every process of the host, with command lines and environments",
    rationale:
      "Command lines and environments of all programs can be read, secrets among them, and programs of the same user be stopped. Agents that count the host's processes need it.",
  },
  {
    smell: "host-memory",
    preset: "recommended",
    key: "ipc",
    summary: "Service that shares memory with its host",
    equivalents: ["kics:shared_host_ipc", "kics:shared_host_ipc_namespace"],
    guidance: [],
    effect: "shares memory segments with every program of the host",
    rationale:
      "Programs of the host leave data in shared memory that anybody in the same namespace may read and write. Ask for more of its own with `shm_size`.",
  },
  {
    smell: "host-users",
    preset: "recommended",
    key: "userns_mode",
    summary: "Service whose users are those of its host",
    equivalents: ["kics:shared_host_user_namespace"],
    guidance: ["DKR-10"],
    effect: "is left out of the mapping of users: its root is the host's",
    rationale: "Where the daemon maps users, root in a container is nobody outside. This key takes a service out of it.",
  },
];
