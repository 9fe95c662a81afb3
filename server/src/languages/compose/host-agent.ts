import type { Scope } from "../../core/scope";
import { builtFrom } from "./build";
import { isHostAgent, isHostAgentName } from "./images";
import type { ComposeService } from "./service";

/** Whether a service's work needs its host: its image, or the one it is built from, is that of a monitoring agent, a container proxy or the like. */
export function worksOnHost(service: ComposeService, scope: Scope): boolean {
  if (service.image) return service.image.hostAgent;
  const base = service.merged && builtFrom(service.merged, scope);
  return base ? isHostAgent(base) : isHostAgentName(service.name);
}
