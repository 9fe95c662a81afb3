import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { dataPlace, keeps } from "../../languages/compose/images";
import { services } from "../../languages/compose/queries";
import { readMount } from "../../languages/compose/volumes";

export default defineRule({
  id: "compose/database-on-bind-mount",
  summary: "Files of a database in a folder of the host",
  severity: "info",
  preset: "strict",
  category: "performance",
  since: "0.1.0",
  guidance: ["DK-17"],
  equivalents: [],
  references: ["https://docs.docker.com/engine/storage/volumes/"],
  rationale:
    "Files in a folder of the host belong to the user ids of the container, and on Docker Desktop every write goes through the file sharing between two systems, which databases feel most. A named volume avoids both, and `docker volume` lists, copies and removes it. Folders that a backup of the host covers are a good reason to stay.",
  examples: [
    {
      title: "a folder of the project",
      source: yaml`
services:
  db:
    image: postgres:17.2
    volumes:
      - ./data:/var/lib/postgresql/data
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info: Postgres of service "db" keeps its files in a folder of the host.
      - ./conf:/etc/postgresql
`,
    },
    {
      title: "a named volume",
      source: `services:\n  db:\n    image: postgres:17.2\n    volumes: ["data:/var/lib/postgresql/data"]\n  web:\n    image: shop/web:1.4.2\n    volumes: [./data:/data]\nvolumes:\n  data:\n`,
    },
  ],
  on: services,
  *check(service) {
    const { image } = service;
    const place = image && dataPlace(image, service.data);
    if (!place) return;
    for (const { data, at } of service.items("volumes")) {
      const mount = readMount(data);
      if (mount?.type === "bind" && keeps(mount, place))
        yield {
          at,
          message: `${image.known?.title ?? "The database"} of service "${service.name}" keeps its files in a folder of the host.`,
        };
    }
  },
});
