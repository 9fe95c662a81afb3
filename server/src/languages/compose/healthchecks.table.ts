import type { Written } from "../yaml/edit";

/** A command that asks a server whether it answers, and that its image brings. */
export interface HealthcheckRow {
  /** Images as people write them, without registry of Docker Hub and without tag. */
  readonly images: readonly string[];
  readonly test: Written;
  /** Since which major version the image brings the command. */
  readonly from?: number;
}

/** Each row's source stands behind it. */
export const HEALTHCHECKS: readonly HealthcheckRow[] = [
  {
    images: ["postgres", "postgis/postgis", "pgvector/pgvector", "timescale/timescaledb"],
    test: ["CMD-SHELL", "pg_isready -U $${POSTGRES_USER:-postgres}"],
  }, // https://www.postgresql.org/docs/current/app-pg-isready.html, https://docs.docker.com/compose/how-tos/startup-order/
  { images: ["mysql", "percona"], test: ["CMD", "mysqladmin", "ping", "-h", "127.0.0.1", "--silent"] }, // https://dev.mysql.com/doc/refman/8.4/en/mysqladmin.html: 0 also when access is denied
  { images: ["mariadb"], test: ["CMD", "healthcheck.sh", "--connect", "--innodb_initialized"], from: 10 }, // https://mariadb.com/kb/en/using-healthcheck-sh/
  { images: ["redis"], test: ["CMD", "redis-cli", "ping"] }, // https://redis.io/docs/latest/commands/ping/
  { images: ["valkey/valkey"], test: ["CMD", "valkey-cli", "ping"] }, // https://valkey.io/commands/ping/
  { images: ["rabbitmq"], test: ["CMD", "rabbitmq-diagnostics", "-q", "ping"] }, // https://www.rabbitmq.com/docs/monitoring#health-checks
  { images: ["mongo"], test: ["CMD", "mongosh", "--quiet", "--eval", "db.adminCommand('ping')"], from: 5 }, // https://www.mongodb.com/docs/manual/reference/command/ping/
  { images: ["nginx"], test: ["CMD", "curl", "-fsS", "http://localhost/"] }, // https://github.com/nginx/docker-nginx: all variants but -slim bring curl
  {
    images: ["apache/kafka"],
    test: ["CMD-SHELL", "/opt/kafka/bin/kafka-broker-api-versions.sh --bootstrap-server localhost:9092 > /dev/null"],
  }, // https://hub.docker.com/r/apache/kafka
  { images: ["confluentinc/cp-kafka"], test: ["CMD-SHELL", "kafka-broker-api-versions --bootstrap-server localhost:9092 > /dev/null"] }, // https://docs.confluent.io/platform/current/installation/docker/image-reference.html
  { images: ["minio/minio", "quay.io/minio/minio"], test: ["CMD", "mc", "ready", "local"] }, // https://min.io/docs/minio/linux/reference/minio-mc/mc-ready.html
  { images: ["clickhouse", "clickhouse/clickhouse-server"], test: ["CMD", "wget", "-q", "--spider", "http://localhost:8123/ping"] }, // https://clickhouse.com/docs/interfaces/http
  {
    images: ["elasticsearch", "docker.elastic.co/elasticsearch/elasticsearch"],
    test: ["CMD-SHELL", "curl -s http://localhost:9200 > /dev/null || curl -sk https://localhost:9200 > /dev/null"],
  }, // https://www.elastic.co/docs/deploy-manage/deploy/self-managed/install-elasticsearch-docker-compose: an answer that asks who is there counts
];
