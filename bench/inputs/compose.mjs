/** Compose services as a project for development has them: a web service, what it stores in, what it waits for. */

const stores = [
  { image: "postgres:16.4", name: "db", data: "/var/lib/postgresql/data", check: "pg_isready -U app" },
  { image: "redis:7.4-alpine", name: "cache", data: "/data", check: "redis-cli ping" },
  { image: "rabbitmq:3.13", name: "queue", data: "/var/lib/rabbitmq", check: "rabbitmq-diagnostics -q ping" },
];

/** @param {import("../random.mjs").Random} random @param {number} number @returns {{ services: string, volumes: string }} a pair of services */
export function pair(random, number) {
  const store = random.pick(stores);
  const [web, data] = [`web${number}`, `${store.name}${number}`];
  const services = `  # ${web} and what it needs
  ${web}:
    build:
      context: ./services/${web}
      target: production
    image: registry.example.com/shop/${web}:${random.chance(0.1) ? "latest" : `2.${random.below(20)}.1`}
    restart: unless-stopped
    ports:
      - "${random.chance(0.3) ? "127.0.0.1:" : ""}${10_000 + number}:8080"
    environment:
      LOG_LEVEL: \${LOG_LEVEL:-info}
      STORE_HOST: ${data}
      STORE_PASSWORD: \${STORE_PASSWORD:?}
      FEATURE_SEARCH: "${random.chance(0.5)}"
    depends_on:
      ${data}:
        condition: service_healthy
    networks: [back, front]
    deploy:
      resources:
        limits:
          memory: ${128 + random.below(512)}M
  ${data}:
    image: ${store.image}
    environment:
      - TZ=Europe/Berlin
      - STORE_USER=app
    volumes:
      - ${data}:${store.data}
      - ./config/${data}.conf:/etc/${data}.conf:ro
    healthcheck:
      test: ["CMD-SHELL", "${store.check}"]
      interval: ${5 + random.below(20)}s
      retries: 5
    networks:
      - back
`;
  return { services, volumes: `  ${data}:\n` };
}
