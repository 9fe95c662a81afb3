import { dockerfile } from "../../core/example";
import { defineRule } from "../../core/rule";
import { stages } from "../../languages/dockerfile/queries";
import { parseImage } from "../../languages/shared/image";

export default defineRule({
  id: "dockerfile/invalid-default-arg",
  summary: "FROM that is no image unless an argument is given",
  severity: "warning",
  preset: "strict",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: ["buildkit:InvalidDefaultArgInFrom", "dockerfile-utils:BASE_NAME_EMPTY", "dockerfile-utils:INVALID_REFERENCE_FORMAT"],
  references: ["https://docs.docker.com/reference/build-checks/invalid-default-arg-in-from/"],
  rationale:
    "An ARG without a default is empty unless `--build-arg` says otherwise, and `node:` is no image: a plain `docker build` stops, and so does every tool that reads the file without your script. A default keeps both working; where the argument is asked for on purpose, the rule is not for you.",
  examples: [
    {
      title: "a tag, and a whole name",
      source: dockerfile`
ARG TAG
ARG BASE
FROM node:\${TAG} AS build
     ^^^^^^^^^^^ warning: Without a value for TAG this is "node:", which is no image: give the ARG a default.
FROM $BASE
     ^^^^^ warning: Without a value for BASE this is "", which is no image: give the ARG a default.
`,
    },
    {
      title: "a default, or still an image",
      source: dockerfile`
ARG TAG=22.11
ARG VARIANT
FROM node:\${TAG}\${VARIANT}
FROM node:\${OTHER:-22.11}
`,
    },
  ],
  on: stages,
  *check(stage) {
    const template = stage.imageWord?.template;
    const at = stage.imageWord?.range;
    if (!template || !at) return;
    const declared = new Map(stage.globals.map((global) => [global.name, global]));
    const empty: string[] = [];
    let text = "";
    for (const piece of template) {
      if (typeof piece === "string") text += piece;
      else {
        const global = declared.get(piece.name);
        if (piece.operator !== "" || !global) return;
        if (global.value === undefined) empty.push(piece.name);
        else {
          const binding = stage.variable(piece.name);
          if (binding.state !== "known") return;
          text += binding.value;
        }
      }
    }
    if (!empty.length || isImage(text)) return;
    const names = empty.join(" and ");
    yield { at, message: `Without a value for ${names} this is "${text}", which is no image: give the ARG a default.` };
  },
});

const isImage = (text: string): boolean => text !== "" && !/[:@/]$|^[:@/]/.test(text) && parseImage(text) !== undefined;
