/** Variables whose value an image reads from the file that `<NAME>_FILE` names. */
export interface SecretFiles {
  readonly images: readonly string[];
  readonly variables: RegExp;
}

/** Each row's source stands behind it. */
export const SECRET_FILES: readonly SecretFiles[] = [
  { images: ["postgres", "postgis/postgis", "pgvector/pgvector"], variables: /^POSTGRES_PASSWORD$/ }, // https://hub.docker.com/_/postgres#docker-secrets
  { images: ["mysql"], variables: /^MYSQL_(?:ROOT_)?PASSWORD$/ }, // https://hub.docker.com/_/mysql#docker-secrets
  { images: ["mariadb"], variables: /^(?:MYSQL|MARIADB)_(?:ROOT_)?PASSWORD$/ }, // https://mariadb.com/kb/en/mariadb-server-docker-official-image-environment-variables/
  { images: ["mongo"], variables: /^MONGO_INITDB_ROOT_PASSWORD$/ }, // https://hub.docker.com/_/mongo#docker-secrets
  { images: ["minio/minio", "quay.io/minio/minio"], variables: /^MINIO_ROOT_PASSWORD$/ }, // https://min.io/docs/minio/linux/reference/minio-server/settings/root-credentials.html
  { images: ["wordpress"], variables: /^WORDPRESS_DB_PASSWORD$/ }, // https://hub.docker.com/_/wordpress#docker-secrets
  { images: ["nextcloud"], variables: /^(?:POSTGRES|MYSQL|NEXTCLOUD_ADMIN)_PASSWORD$/ }, // https://github.com/nextcloud/docker#docker-secrets
  { images: ["redmine"], variables: /^REDMINE_DB_PASSWORD$/ }, // https://hub.docker.com/_/redmine#docker-secrets
];
