import { dockerfile } from "../../core/example";
import { defineRule } from "../../core/rule";
import { instructions } from "../../languages/dockerfile/queries";

export default defineRule({
  id: "dockerfile/owner-of-copies",
  summary: "Files copied for the account that runs the program",
  severity: "hint",
  preset: "all",
  category: "security",
  since: "0.1.0",
  guidance: [],
  equivalents: ["kics:chown_flag_exists"],
  references: ["https://docs.docker.com/reference/dockerfile/#copy---chown---chmod"],
  rationale:
    "What an account owns it can change, so a program that is taken over can rewrite itself. To run, it needs to read its files and no more: files of root " +
    "do. Data folders are another matter, and many programs expect to own what they use; that is why this is an opinion.",
  examples: [
    {
      title: "the program's own files",
      source: dockerfile`
FROM python:3.13.1
COPY --chown=app:app app.py /srv/
     ^^^^^^^^^^^^^^^ hint: The account app:app can change what is copied here: to run it, reading is enough.
`,
    },
    { title: "files of root", source: `FROM python:3.13.1\nCOPY app.py /srv/\nCOPY --chown=root:root b /srv/\nCOPY --chown=0:0 c /srv/\n` },
  ],
  on: instructions("COPY", "ADD"),
  *check(node) {
    const owner = node.instruction.flag("chown");
    if (!owner || /^(?:root|0)(?::|$)/.test(owner.value?.raw ?? "")) return;
    yield {
      at: owner.range,
      message: `The account ${owner.value?.raw ?? ""} can change what is copied here: to run it, reading is enough.`,
    };
  },
});
