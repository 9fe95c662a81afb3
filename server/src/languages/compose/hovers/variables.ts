import { relative } from "../../../core/path";
import type { Reading } from "../../../core/rule";
import { range } from "../../../core/text";
import { classifyCredential } from "../../shared/credentials";
import type { PartHover } from "../../hovers";
import { dotenvVariable } from "../dotenv";
import type { ComposeFile } from "../file";
import type { Variable } from "../template";
import { literal, settle, usual, variablesOf } from "../template";
import { walkScalars } from "../tree";

/** The value of each variable, and where it comes from. */
export function* variableHovers(file: ComposeFile, { scope }: Reading): Iterable<PartHover> {
  const facts = scope.all(dotenvVariable, `${file.folder}/.env`);
  for (const scalar of walkScalars(file.tree.root))
    for (const [i, mask] of (scalar.masks ?? []).entries()) {
      const variable = variablesOf(scalar.source)[i];
      if (!variable) continue;
      const found = facts.findLast(({ value }) => value.name === variable.name);
      const from = found && (relative(file.folder, found.at.file) ?? found.at.file);
      const written = scalar.source.slice(variable.start, variable.end);
      const lines = found ? [known(variable, literal(settle(written, file.lookup)), from ?? ".env")] : [unset(variable)];
      yield { at: range(mask.start, mask.end), lines: [...lines, "A variable of the shell wins over both."] };
    }
}

const isSecret = (name: string, value: string): boolean =>
  classifyCredential(name, value) !== undefined || classifyCredential(name, "tr0ub4dor-7") !== undefined;

/** A value as it may be shown. */
export const shown = (name: string, value: string): string =>
  isSecret(name, value) ? "a value that is not shown here" : value === "" ? "an empty text" : `\`${value}\``;

function known({ name }: Variable, value: string | undefined, from: string): string {
  return value === undefined
    ? `\`${name}\` is set in \`${from}\`; what stands here needs another variable that is not.`
    : `\`${name}\` is set in \`${from}\`: here stands ${shown(name, value)}.`;
}

function unset({ name, operator, argument }: Variable): string {
  const nobody = `No \`.env\` beside the file sets \`${name}\``;
  switch (operator) {
    case "":
      return `${nobody}: Compose warns and puts an empty text here.`;
    case ":-":
    case "-": {
      const value = usual(argument);
      return value === undefined
        ? `${nobody}: the default stands here, which needs another variable.`
        : `${nobody}: the default stands here, ${shown(name, value)}.`;
    }
    case ":?":
    case "?":
      return `${nobody}: Compose stops and says \`${argument === "" ? "required variable is missing" : argument}\`.`;
    case ":+":
    case "+":
      return `${nobody}: an empty text stands here.`;
  }
}
