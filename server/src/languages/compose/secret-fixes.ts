import type { Edit } from "../../core/edit";
import type { Scope } from "../../core/scope";
import { lineBreakOf, range } from "../../core/text";
import { appendItem, setAt } from "../yaml/edit";
import type { EnvironmentEntry } from "./environment";
import { toDotenv } from "./extract";
import { SECRET_FILES } from "./secret-files.table";
import type { ComposeService } from "./service";
import { literal } from "./template";

/** The value as a variable that has to be set. It may hold anything, so it is quoted where the place is not quoted yet. */
export function requiredValue({ name, replace }: EnvironmentEntry): Edit | undefined {
  if (!replace || replace.inFlow || !/^[A-Za-z_]\w*$/.test(name)) return undefined;
  const required = `\${${name}:?set ${name}}`;
  const { scalar, inList } = replace;
  // An entry of a list is one scalar with its name: as it is quoted, so it stays.
  const isQuotedHere = scalar.style === "single" || scalar.style === "double";
  const text = inList || isQuotedHere ? required : `"${required}"`;
  const at = !inList && isQuotedHere ? range(replace.range.start + 1, replace.range.end - 1) : replace.range;
  return { at, text };
}

/** Moves a value to `.env`. Undefined where that is not possible, see {@link toDotenv}. */
export function extractToDotenv(service: ComposeService, entry: EnvironmentEntry, scope: Scope): Edit[] | undefined {
  const value = literal(entry.text);
  const edit = requiredValue(entry);
  if (value === undefined || !edit) return undefined;
  const written = toDotenv(scope, service.file.folder, entry.name, value, lineBreakOf(service.file.text));
  return written && [edit, ...written];
}

/** Moves a value to `.env` and from there into a secret, for images that read it from a file. */
export function extractToSecret(service: ComposeService, entry: EnvironmentEntry, scope: Scope): Edit[] | undefined {
  const familiar = service.image?.reference.familiar ?? "";
  const isRead = SECRET_FILES.some(({ images, variables }) => images.includes(familiar) && variables.test(entry.name));
  const { own, file } = service;
  const value = literal(entry.text);
  const rename = isRead ? readFromFile(service, entry) : undefined;
  if (value === undefined || !rename || file.root.map("secrets").has(secretName(entry))) return undefined;
  const written = toDotenv(scope, file.folder, entry.name, value, lineBreakOf(file.text));
  const list = own.list("secrets");
  if (!written || (own.has("secrets") && !list.node?.items.length)) return undefined;
  const name = secretName(entry);
  const grant = list.node ? appendItem(list, name) : setAt(own, ["secrets"], [name]);
  return [...rename, ...grant, ...setAt(file.root, ["secrets", name], { environment: entry.name }), ...written];
}

const secretName = ({ name }: EnvironmentEntry): string => name.toLowerCase();

function readFromFile({ own }: ComposeService, entry: EnvironmentEntry): Edit[] | undefined {
  const { name, replace } = entry;
  if (!replace || replace.inFlow) return undefined;
  const path = `/run/secrets/${secretName(entry)}`;
  if (replace.inList) return [{ at: range(replace.range.start - name.length - 1, replace.range.end), text: `${name}_FILE=${path}` }];
  const key = own.map("environment").pair(name)?.key;
  return (
    key && [
      { at: range(key.start, key.end), text: `${name}_FILE` },
      { at: replace.range, text: path },
    ]
  );
}
