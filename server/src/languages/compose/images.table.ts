/** What the makers of an image say of it. */
export interface KnownImage {
  /** How messages name the program. */
  readonly title: string;
  /** Images as people write them, without registry of Docker Hub and without tag. */
  readonly images: readonly string[];
  /** `cache`: its data may be lost; `admin`: a console for the databases beside it. */
  readonly role: "database" | "broker" | "search" | "store" | "cache" | "admin";
  /** Where it keeps its data. */
  readonly data?: string;
  /** Where the image declares its volume, when that is not `data`: a mount above it is hidden by an anonymous volume. */
  readonly volume?: string;
  /** The same from a major version on. */
  readonly from?: { readonly major: number; readonly data: string; readonly volume: string };
  /** The variable that moves `data`. */
  readonly dataVariable?: string;
  readonly ports: readonly number[];
  /** At least one variable of each group has to be there, or a new container stops. */
  readonly required?: readonly (readonly string[])[];
  /** Since which major version `required` holds. */
  readonly requiredFrom?: number;
}

const PGDATA = "/var/lib/postgresql/data";
const POSTGRES_18 = { major: 18, data: "/var/lib/postgresql/18/docker", volume: "/var/lib/postgresql" };
const POSTGRES_REQUIRED = [["POSTGRES_PASSWORD", "POSTGRES_PASSWORD_FILE", "POSTGRES_HOST_AUTH_METHOD"]];
const MYSQL_REQUIRED = [["MYSQL_ROOT_PASSWORD", "MYSQL_ROOT_PASSWORD_FILE", "MYSQL_ALLOW_EMPTY_PASSWORD", "MYSQL_RANDOM_ROOT_PASSWORD"]];
const MARIADB_ROOT = ["ROOT_PASSWORD", "ROOT_PASSWORD_FILE", "ROOT_PASSWORD_HASH", "ROOT_PASSWORD_HASH_FILE", "RANDOM_ROOT_PASSWORD"];
const MARIADB_REQUIRED = [
  [
    ...MARIADB_ROOT.flatMap((name) => [`MARIADB_${name}`, `MYSQL_${name}`]),
    "MARIADB_ALLOW_EMPTY_ROOT_PASSWORD",
    "MYSQL_ALLOW_EMPTY_PASSWORD",
    "MYSQL_ALLOW_EMPTY_ROOT_PASSWORD",
  ],
];

/** Each row's source stands behind it. */
export const KNOWN_IMAGES: readonly KnownImage[] = [
  {
    title: "Postgres",
    images: ["postgres"],
    role: "database",
    data: PGDATA,
    from: POSTGRES_18,
    dataVariable: "PGDATA",
    ports: [5432],
    required: POSTGRES_REQUIRED,
  }, // https://hub.docker.com/_/postgres
  {
    title: "PostGIS",
    images: ["postgis/postgis", "imresamu/postgis"],
    role: "database",
    data: PGDATA,
    from: POSTGRES_18,
    dataVariable: "PGDATA",
    ports: [5432],
    required: POSTGRES_REQUIRED,
  }, // https://hub.docker.com/r/postgis/postgis
  {
    title: "Postgres with pgvector",
    images: ["pgvector/pgvector", "ankane/pgvector"],
    role: "database",
    data: PGDATA,
    from: POSTGRES_18,
    dataVariable: "PGDATA",
    ports: [5432],
    required: POSTGRES_REQUIRED,
  }, // https://github.com/pgvector/pgvector#docker
  {
    title: "TimescaleDB",
    images: ["timescale/timescaledb"],
    role: "database",
    data: PGDATA,
    dataVariable: "PGDATA",
    ports: [5432],
    required: POSTGRES_REQUIRED,
  }, // https://hub.docker.com/r/timescale/timescaledb
  {
    title: "Postgres",
    images: ["bitnami/postgresql", "bitnamilegacy/postgresql"],
    role: "database",
    data: "/bitnami/postgresql",
    ports: [5432],
    required: [["POSTGRESQL_PASSWORD", "POSTGRESQL_PASSWORD_FILE", "POSTGRES_PASSWORD", "POSTGRES_PASSWORD_FILE", "ALLOW_EMPTY_PASSWORD"]],
  }, // https://hub.docker.com/r/bitnami/postgresql
  {
    title: "MySQL",
    images: ["mysql", "mysql/mysql-server"],
    role: "database",
    data: "/var/lib/mysql",
    ports: [3306, 33060],
    required: MYSQL_REQUIRED,
  }, // https://hub.docker.com/_/mysql
  {
    title: "Percona Server",
    images: ["percona", "percona/percona-server"],
    role: "database",
    data: "/var/lib/mysql",
    ports: [3306],
    required: MYSQL_REQUIRED,
  }, // https://hub.docker.com/_/percona
  {
    title: "MariaDB",
    images: ["mariadb"],
    role: "database",
    data: "/var/lib/mysql",
    ports: [3306],
    required: MARIADB_REQUIRED,
  }, // https://hub.docker.com/_/mariadb
  { title: "MariaDB", images: ["bitnami/mariadb", "bitnamilegacy/mariadb"], role: "database", data: "/bitnami/mariadb", ports: [3306] }, // https://hub.docker.com/r/bitnami/mariadb
  { title: "MariaDB", images: ["linuxserver/mariadb", "lscr.io/linuxserver/mariadb"], role: "database", data: "/config", ports: [3306] }, // https://docs.linuxserver.io/images/docker-mariadb/
  {
    title: "MongoDB",
    images: ["mongo", "mongodb/mongodb-community-server"],
    role: "database",
    data: "/data/db",
    ports: [27017],
  }, // https://hub.docker.com/_/mongo
  {
    title: "MongoDB",
    images: ["bitnami/mongodb", "bitnamilegacy/mongodb"],
    role: "database",
    data: "/bitnami/mongodb",
    ports: [27017],
  }, // https://hub.docker.com/r/bitnami/mongodb
  {
    title: "SQL Server",
    images: ["mcr.microsoft.com/mssql/server"],
    role: "database",
    data: "/var/opt/mssql",
    ports: [1433],
    required: [["ACCEPT_EULA"], ["MSSQL_SA_PASSWORD", "SA_PASSWORD", "MSSQL_SA_PASSWORD_FILE"]],
  }, // https://hub.docker.com/r/microsoft/mssql-server
  {
    title: "InfluxDB",
    images: ["influxdb"],
    role: "database",
    data: "/var/lib/influxdb",
    from: { major: 2, data: "/var/lib/influxdb2", volume: "/var/lib/influxdb2" },
    ports: [8086],
  }, // https://hub.docker.com/_/influxdb
  { title: "Cassandra", images: ["cassandra"], role: "database", data: "/var/lib/cassandra", ports: [9042, 7000, 7199, 9160] }, // https://hub.docker.com/_/cassandra
  { title: "ScyllaDB", images: ["scylladb/scylla"], role: "database", data: "/var/lib/scylla", ports: [9042, 10000] }, // https://hub.docker.com/r/scylladb/scylla
  { title: "CouchDB", images: ["couchdb"], role: "database", data: "/opt/couchdb/data", ports: [5984] }, // https://hub.docker.com/_/couchdb
  { title: "Couchbase", images: ["couchbase"], role: "database", data: "/opt/couchbase/var", ports: [8091, 11210] }, // https://hub.docker.com/_/couchbase
  {
    title: "Neo4j",
    images: ["neo4j"],
    role: "database",
    data: "/data",
    ports: [7474, 7687],
  }, // https://hub.docker.com/_/neo4j
  {
    title: "ClickHouse",
    images: ["clickhouse", "clickhouse/clickhouse-server", "yandex/clickhouse-server"],
    role: "database",
    data: "/var/lib/clickhouse",
    ports: [8123, 9000, 9009],
  }, // https://hub.docker.com/_/clickhouse
  { title: "CockroachDB", images: ["cockroachdb/cockroach"], role: "database", data: "/cockroach/cockroach-data", ports: [26257] }, // https://www.cockroachlabs.com/docs/stable/start-a-local-cluster-in-docker-linux
  {
    title: "ArangoDB",
    images: ["arangodb", "arangodb/arangodb"],
    role: "database",
    data: "/var/lib/arangodb3",
    ports: [8529],
    required: [["ARANGO_ROOT_PASSWORD", "ARANGO_ROOT_PASSWORD_FILE", "ARANGO_NO_AUTH", "ARANGO_RANDOM_ROOT_PASSWORD"]],
  }, // https://hub.docker.com/_/arangodb
  { title: "RethinkDB", images: ["rethinkdb"], role: "database", data: "/data", ports: [28015, 29015] }, // https://hub.docker.com/_/rethinkdb
  { title: "SurrealDB", images: ["surrealdb/surrealdb"], role: "database", ports: [8000] }, // https://surrealdb.com/docs/surrealdb/installation/running/docker
  {
    title: "Elasticsearch",
    images: ["elasticsearch", "docker.elastic.co/elasticsearch/elasticsearch", "elastic/elasticsearch"],
    role: "search",
    data: "/usr/share/elasticsearch/data",
    ports: [9200, 9300],
  }, // https://www.elastic.co/docs/deploy-manage/deploy/self-managed/install-elasticsearch-docker-prod
  {
    title: "OpenSearch",
    images: ["opensearchproject/opensearch"],
    role: "search",
    data: "/usr/share/opensearch/data",
    ports: [9200, 9600],
  }, // https://docs.opensearch.org/latest/install-and-configure/install-opensearch/docker/
  { title: "Meilisearch", images: ["getmeili/meilisearch"], role: "search", data: "/meili_data", ports: [7700] }, // https://www.meilisearch.com/docs/guides/docker
  { title: "Typesense", images: ["typesense/typesense"], role: "search", ports: [8108] }, // https://typesense.org/docs/guide/install-typesense.html
  { title: "Solr", images: ["solr"], role: "search", data: "/var/solr", ports: [8983] }, // https://hub.docker.com/_/solr
  { title: "Qdrant", images: ["qdrant/qdrant"], role: "database", data: "/qdrant/storage", ports: [6333, 6334] }, // https://qdrant.tech/documentation/guides/installation/
  {
    title: "MinIO",
    images: ["minio/minio", "quay.io/minio/minio"],
    role: "store",
    ports: [9000, 9001],
  }, // https://hub.docker.com/r/minio/minio
  {
    title: "RabbitMQ",
    images: ["rabbitmq"],
    role: "broker",
    data: "/var/lib/rabbitmq",
    ports: [5672, 15672, 25672],
  }, // https://hub.docker.com/_/rabbitmq
  {
    title: "Kafka",
    images: ["apache/kafka", "apache/kafka-native", "confluentinc/cp-kafka", "bitnami/kafka", "bitnamilegacy/kafka", "wurstmeister/kafka"],
    role: "broker",
    ports: [9092],
  }, // https://hub.docker.com/r/apache/kafka
  { title: "ZooKeeper", images: ["zookeeper", "confluentinc/cp-zookeeper", "bitnami/zookeeper"], role: "broker", ports: [2181] }, // https://hub.docker.com/_/zookeeper
  { title: "NATS", images: ["nats"], role: "broker", ports: [4222, 8222] }, // https://hub.docker.com/_/nats
  { title: "Mosquitto", images: ["eclipse-mosquitto"], role: "broker", ports: [1883] }, // https://hub.docker.com/_/eclipse-mosquitto
  { title: "etcd", images: ["quay.io/coreos/etcd", "gcr.io/etcd-development/etcd", "bitnami/etcd"], role: "database", ports: [2379, 2380] }, // https://etcd.io/docs/v3.5/op-guide/container/
  {
    title: "Redis",
    images: ["redis", "redis/redis-stack", "redis/redis-stack-server", "bitnami/redis"],
    role: "cache",
    data: "/data",
    ports: [6379],
  }, // https://hub.docker.com/_/redis
  { title: "Valkey", images: ["valkey/valkey", "bitnami/valkey"], role: "cache", data: "/data", ports: [6379] }, // https://hub.docker.com/r/valkey/valkey
  { title: "Dragonfly", images: ["docker.dragonflydb.io/dragonflydb/dragonfly"], role: "cache", data: "/data", ports: [6379] }, // https://www.dragonflydb.io/docs/getting-started/docker
  { title: "Memcached", images: ["memcached"], role: "cache", ports: [11211] }, // https://hub.docker.com/_/memcached
  { title: "phpMyAdmin", images: ["phpmyadmin", "phpmyadmin/phpmyadmin"], role: "admin", ports: [80] }, // https://hub.docker.com/_/phpmyadmin
  { title: "Adminer", images: ["adminer"], role: "admin", ports: [8080] }, // https://hub.docker.com/_/adminer
  { title: "pgAdmin", images: ["dpage/pgadmin4"], role: "admin", ports: [80, 443] }, // https://www.pgadmin.org/docs/pgadmin4/latest/container_deployment.html
  { title: "mongo-express", images: ["mongo-express"], role: "admin", ports: [8081] }, // https://hub.docker.com/_/mongo-express
  {
    title: "Redis Commander",
    images: ["rediscommander/redis-commander", "ghcr.io/joeferner/redis-commander"],
    role: "admin",
    ports: [8081],
  }, // https://github.com/joeferner/redis-commander#docker
  { title: "RedisInsight", images: ["redis/redisinsight", "redislabs/redisinsight"], role: "admin", ports: [5540, 8001] }, // https://redis.io/docs/latest/operate/redisinsight/install/install-on-docker/
  { title: "Kafka UI", images: ["provectuslabs/kafka-ui", "ghcr.io/kafbat/kafka-ui"], role: "admin", ports: [8080] }, // https://docs.kafka-ui.provectus.io/
];

/** Images whose work is to manage the containers beside them or to watch their host: they need the socket, the host's files or privileges. */
export const HOST_AGENTS: readonly string[] = [
  "traefik",
  "portainer/portainer-ce",
  "portainer/portainer-ee",
  "portainer/portainer",
  "portainer/agent",
  "containrrr/watchtower",
  "nickfedor/watchtower",
  "v2tec/watchtower",
  "tecnativa/docker-socket-proxy",
  "ghcr.io/tecnativa/docker-socket-proxy",
  "lscr.io/linuxserver/socket-proxy",
  "linuxserver/socket-proxy",
  "wollomatic/socket-proxy",
  "gcr.io/cadvisor/cadvisor",
  "google/cadvisor",
  "ghcr.io/google/cadvisor",
  "zcube/cadvisor",
  "prom/node-exporter",
  "quay.io/prometheus/node-exporter",
  "netdata/netdata",
  "nicolargo/glances",
  "amir20/dozzle",
  "ghcr.io/amir20/dozzle",
  "louislam/dockge",
  "nginxproxy/nginx-proxy",
  "jwilder/nginx-proxy",
  "jwilder/docker-gen",
  "nginxproxy/docker-gen",
  "nginxproxy/acme-companion",
  "jrcs/letsencrypt-nginx-proxy-companion",
  "lucaslorentz/caddy-docker-proxy",
  "willfarrell/autoheal",
  "mcuadros/ofelia",
  "crazymax/diun",
  "ghcr.io/crazy-max/diun",
  "ghcr.io/gethomepage/homepage",
  "gitlab/gitlab-runner",
  "gitea/act_runner",
  "drone/drone-runner-docker",
  "woodpeckerci/woodpecker-agent",
  "telegraf",
  "datadog/agent",
  "gcr.io/datadoghq/agent",
  "grafana/promtail",
  "grafana/alloy",
  "grafana/agent",
  "timberio/vector",
  "fluent/fluent-bit",
  "fluent/fluentd",
  "docker.elastic.co/beats/filebeat",
  "docker.elastic.co/beats/metricbeat",
  "elastic/filebeat",
  "elastic/metricbeat",
  "henrygd/beszel-agent",
  "docker",
  "dind",
  "ghcr.io/home-assistant/home-assistant",
  "homeassistant/home-assistant",
  "offen/docker-volume-backup",
  "ghcr.io/offen/docker-volume-backup",
  "crowdsecurity/crowdsec",
  "falcosecurity/falco",
  "wazuh/wazuh-agent",
  "tailscale/tailscale",
  "linuxserver/wireguard",
  "lscr.io/linuxserver/wireguard",
  "ghcr.io/getarcaneapp/arcane",
  "moghtech/komodo-periphery",
  "ghcr.io/moghtech/komodo-periphery",
  "signoz/signoz-otel-collector",
  "otel/opentelemetry-collector-contrib",
  "localstack/localstack",
  "testcontainers/ryuk",
];

/** The same for images nobody has listed: what their names say. */
export const HOST_AGENT_NAME =
  /(?:^|[-_])(?:e?bpf|exporter|cadvisor|collector|profiler|filebeat|metricbeat|promtail|fluent-?bit|fluentd|vector|alloy|telegraf|netdata|falco|agent|socket-proxy|docker-?(?:api|proxy|gc|host)|watchtower|dozzle|portainer|docker-gen|autoheal|runner)(?:[-_]|$)/;
