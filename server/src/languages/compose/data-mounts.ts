import type { Data, DataMap } from "./data";
import { isList } from "./data";
import type { ServiceImage } from "./images";
import { dataKept, dataPlace } from "./images";
import type { Mount } from "./volumes";
import { cleanPath, readMount } from "./volumes";

/** Places of a database that are not its data: configuration, start scripts, backups, logs, sockets. */
const OTHER_PLACES =
  /etc|conf|init|entrypoint|backup|dump|log|run|tmp|cert|ssl|tls|sock|plugin|script|import|export|archive|wal|secret|share|bin|home|root|certs|extension|setup|migrations|restore|seed|\.[a-z]+$/i;

/**
 * Mounts that look meant for a known image's data and miss its path, where nothing keeps the data: one above the volume that the image
 * declares, which an anonymous volume hides, the path of another version, or a named volume at a place that is nothing else.
 */
export function misplaced(image: ServiceImage, service: DataMap): { readonly entry: Data; readonly mount: Mount }[] {
  const place = dataPlace(image, service);
  const volumes = service["volumes"];
  if (!place?.certain || !isList(volumes) || dataKept(image, service) !== "lost") return [];
  const others = [image.known?.data, image.known?.from?.data, image.known?.from?.volume].filter((path) => path !== undefined);
  return volumes.flatMap((entry) => {
    const mount = readMount(entry);
    if (mount?.target === undefined || mount.readOnly || mount.type === "tmpfs") return [];
    const target = cleanPath(mount.target);
    const isAbove = target !== "/" && place.data.startsWith(`${target}/`);
    const isNamed =
      mount.type === "volume" && mount.source !== undefined && !OTHER_PLACES.test(target.replace(/^\/(?:var\/)?(?:lib\/)?/, ""));
    return isAbove || others.includes(target) || isNamed ? [{ entry, mount }] : [];
  });
}
