import { isList, textsOf } from "./data";
import type { ComposeProject, MergedService } from "./project";

/** The profiles that start a service; none for one that always starts. */
const profilesOf = (service: MergedService): string[] => textsOf(service.data["profiles"] ?? []);

/** Whether some choice of profiles is meant to start both: services of different profiles are alternatives to each other. */
export function runTogether(a: MergedService, b: MergedService): boolean {
  if (a === b) return true;
  const [left, right] = [profilesOf(a), profilesOf(b)];
  return (!left.length && !right.length) || left.some((profile) => right.includes(profile));
}

/** The profile without which a service's dependency is not started, although the service is. */
export function missingProfile(service: MergedService, dependency: MergedService): string | undefined {
  if ([service, dependency].some((one) => one.possible.includes("profiles"))) return undefined;
  const wanted = profilesOf(dependency);
  const own = profilesOf(service);
  return !wanted.length || own.some((profile) => wanted.includes(profile)) ? undefined : wanted.join(" or ");
}

/** Every profile that some service has; undefined where one of them is not known. */
export function definedProfiles(project: ComposeProject): string[] | undefined {
  const services = [...project.services.values()];
  const isKnown = services.every(({ data }) => {
    const profiles = data["profiles"] ?? [];
    return isList(profiles) && textsOf(profiles).length === profiles.length;
  });
  return isKnown ? [...new Set(services.flatMap(profilesOf))] : undefined;
}
