import type { StageNode } from "./nodes";

/** What runs first: a program that changes the user, a script that may, or nothing, where the image is only to be copied from. */
export function startOf(stage: StageNode): "nothing" | "drops" | { readonly script: string } | undefined {
  const entry = stage.last("ENTRYPOINT")?.value;
  const command = stage.last("CMD")?.value;
  if (!entry && !command && stage.stage.image === "scratch") return "nothing";
  const words = entry?.keyword === "ENTRYPOINT" ? entry.words : command?.keyword === "CMD" ? command.words : undefined;
  const names = (words ?? []).map((word) => word.replace(/^.*\//, ""));
  const index = names[0] === "tini" || names[0] === "dumb-init" ? names.findIndex((name, i) => i > 0 && !name.startsWith("-")) : 0;
  const program = names[index] ?? "";
  if (/^(?:gosu|su-exec|setpriv|runuser|su|chpst|s6-setuidgid|init|fixuid)$/.test(program)) return "drops";
  return /entrypoint|^(?:start|run|init|boot)[\w-]*\.sh$/i.test(program) ? { script: program } : undefined;
}

/** Whether the image gets files of somebody's own. Without, it is a base for others: who builds on it has the program, and sets USER. */
export const holdsProgram = ({ shipped }: StageNode): boolean =>
  shipped.some(
    ({ value: header }) =>
      header.keyword === "COPY" ||
      header.keyword === "ADD" ||
      (header.keyword === "RUN" && header.mounts.some((mount) => (mount["type"] ?? "bind") === "bind")),
  );

/** Images that start an interpreter or a shell by themselves. */
const BARE =
  /(?:^|\/)(?:alpine|buildpack-deps|busybox|debian|ubuntu|fedora|golang|rust|gcc|python|node|ruby|perl|php|openjdk|eclipse-temurin|maven|gradle)(?::|@|$)/;

/** Whether nothing but an interpreter would start: an image that is there to build or generate something with. */
export const isTool = ({ shipped, stage }: StageNode): boolean =>
  BARE.test(stage.image ?? "") &&
  !shipped.some(({ value: header }) => ["CMD", "ENTRYPOINT", "EXPOSE", "HEALTHCHECK"].includes(header.keyword));
