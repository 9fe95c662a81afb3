import { yaml } from "../../core/example";
import { defineRule, query } from "../../core/rule";
import { range } from "../../core/text";
import { describeYamlError } from "../../languages/yaml/errors";
import type { YamlError, YamlTree } from "../../languages/yaml/node";

export default defineRule({
  id: "compose/syntax-error",
  summary: "Compose file that is not valid YAML",
  severity: "error",
  preset: "essential",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: ["dclint:invalid-yaml"],
  references: ["https://yaml.org/spec/1.2.2/"],
  rationale: "Compose refuses the whole file, and with it every command of the project, `docker compose down` included.",
  examples: [
    {
      title: "a list that is not closed",
      source: yaml`
services:
  web:
    image: nginx:1.27.3
    command: [nginx
                  ^ error: This is not valid YAML: a list or map in brackets is not closed.
`,
    },
    {
      title: "what another tool fills in first is not YAML yet",
      source: yaml`
services:
  {{ project.slug }}_web:
    image: {{ project.slug }}: x
`,
    },
    {
      title: "valid, with the tags that only Compose knows",
      source: yaml`
services:
  web:
    image: nginx:1.27.3
    ports: !override
      - "8080:80"
    environment: !reset null
`,
    },
  ],
  on: query(["compose"], (reading) => (OTHER_TEMPLATE.test(reading.part.text) ? [] : (reading.tree as YamlTree).errors)),
  *check(error: YamlError) {
    yield { at: range(error.start, Math.max(error.end, error.start + 1)), message: `This is not valid YAML: ${describeYamlError(error)}.` };
  },
});

/** Text that another tool fills in before Compose sees it (Cookiecutter, Ansible, gomplate): it need not be YAML yet. */
const OTHER_TEMPLATE = /^[^#\n"']*\{\{|\{%-?\s/m;
