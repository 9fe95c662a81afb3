/** What is no common word and no placeholder: passwords that the images' own pages on Docker Hub and in their documentation use: Postgres, MySQL, MariaDB, MongoDB, SQL Server, … */
export const TUTORIAL_PASSWORDS: ReadonlySet<string> = new Set([
  "<YourStrong@Passw0rd>",
  "YourStrong@Passw0rd",
  "minio123",
  "minioadmin",
  "my-password",
  "my-secret-pw",
  "my_cool_secret",
  "mysecretpassword",
  "neo4j/neo4j",
  "neo4j/your_password",
  "openSesame",
  "pass",
  "password123",
  "somewordpress",
  "yourStrong!Password",
  "yourStrong(!)Password",
]);

/** Words that everybody tries first. Compared without case. */
export const COMMON_PASSWORDS =
  /^(?:postgres\d*|mysql|mariadb|mongo|redis|rabbitmq|rabbit|minio|guest|root\d*|admin|user|app|dev|demo|local|elastic|grafana|keycloak|rootpassword|admin123|password\d*!?|p@ssw0rd|passw0rd!?|secret\d*|test\d*)$/i;
