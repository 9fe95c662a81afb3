/** Whether a region is among the permitted ones; `eu-*` permits all that begin so. */
export const isPermitted = (region: string, permitted: readonly string[]): boolean =>
  permitted.some((each) => (each.endsWith("*") ? region.startsWith(each.slice(0, -1)) : region === each));

/**
 * Addresses of object stores that name their region. Sources: the endpoint tables of the providers (Amazon S3, Backblaze B2, Wasabi, Scaleway
 * Object Storage, DigitalOcean Spaces).
 */
const ENDPOINTS = [
  /(?:^|\.)s3[.-](?:dualstack\.)?([a-z]{2,}(?:-[a-z]+)+-\d+)\.amazonaws\.com(?:\.cn)?$/,
  /(?:^|\.)s3\.([a-z]{2}-[a-z]+-\d+)\.(?:backblazeb2|wasabisys)\.com$/,
  /(?:^|\.)s3\.([a-z]{2}-[a-z]{3})\.scw\.cloud$/,
  /(?:^|\.)([a-z]{3}\d)\.digitaloceanspaces\.com$/,
];

/** The region that an address of an object store names; undefined where it names none that we know. */
export function regionOfEndpoint(url: string): string | undefined {
  const host = /^https?:\/\/([^/:]+)/.exec(url)?.[1] ?? "";
  for (const pattern of ENDPOINTS) {
    const region = pattern.exec(host)?.[1];
    if (region !== undefined) return region;
  }
  return undefined;
}
