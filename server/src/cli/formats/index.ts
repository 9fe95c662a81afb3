import type { Format } from "../args";
import type { Outcome } from "../output";
import { github } from "./github";
import { gitlab } from "./gitlab";
import { html } from "./html";
import { json } from "./json";
import { junit } from "./junit";
import { markdown } from "./markdown";
import { sarif } from "./sarif";
import { text } from "./text";

export const FORMATTERS: Readonly<Record<Format, (outcome: Outcome) => string>> = {
  text,
  json,
  sarif,
  github,
  gitlab,
  junit,
  markdown,
  html,
};
