import type { Container } from "./container";
import type { KubernetesObject } from "./object";
import { volumesOf } from "./volumes";

/** Images that keep data which nobody can make again. Caches and brokers are not among them. */
const DATABASES =
  /^(?:postgres|postgresql|postgis|timescaledb|pgvector|mysql|mysql-server|percona-server|mariadb|mongo|mongodb|cassandra|scylla|elasticsearch|opensearch|influxdb|couchdb|couchbase|cockroach|clickhouse|clickhouse-server|neo4j|etcd|arangodb|rethinkdb|questdb)$/;

/** The database a container runs, by the last part of its image's name; undefined for anything else. */
export function databaseOf(container: Container): string | undefined {
  const image = container.root.string("image");
  const name = image?.replace(/@.*$/, "").split("/").at(-1)?.replace(/:.*$/, "");
  return container.role === "app" && name !== undefined && DATABASES.test(name) ? name : undefined;
}

/** Kinds of volumes that hold settings or are gone with their pod. */
const NOT_KEPT = ["emptyDir", "configMap", "secret", "projected", "downwardAPI"];

/** What a container writes to: claims that outlive the pod, nothing that does, or something that cannot be told. */
export function storageOf(object: KubernetesObject, container: Container): "kept" | "lost" | "unknown" {
  const volumes = volumesOf(object);
  const mounts = container.root.list("volumeMounts");
  if (!volumes || mounts.open || container.root.list("volumeDevices").length) return "unknown";
  const names = [...mounts.maps()].map((mount) => mount.string("name"));
  if (names.length !== mounts.length || names.includes(undefined)) return "unknown";
  const mounted = volumes.filter(({ name }) => names.includes(name));
  if (mounted.some(({ root, template }) => template || root.has("persistentVolumeClaim"))) return "kept";
  return mounted.every(({ root }) => NOT_KEPT.some((kind) => root.has(kind))) ? "lost" : "unknown";
}
