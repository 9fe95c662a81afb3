/**
 * Whether a path of the build context is kept out: the last pattern that matches it, or a folder above it, decides. Of a folder that is kept
 * out while a later pattern takes something below it back, part is sent.
 * Source: Docker documentation, "Build context", .dockerignore files; patterns are those of Go's filepath.Match, and `**`.
 */
export function isIgnored(text: string, path: string): boolean {
  const patterns = text.split(/\r?\n/).flatMap(readPattern);
  const above = path.split("/").map((_, i, all) => all.slice(0, i + 1).join("/"));
  let ignored = false;
  for (const { negated, matcher, source } of patterns) {
    if (above.some((each) => matcher.test(each))) ignored = !negated;
    // Something below it may be sent after all.
    else if (negated && ignored && (source.startsWith(`${path}/`) || source.startsWith("**"))) return false;
  }
  return ignored;
}

interface Pattern {
  readonly negated: boolean;
  readonly source: string;
  readonly matcher: RegExp;
}

function readPattern(line: string): Pattern[] {
  const trimmed = line.trim();
  if (trimmed === "" || trimmed.startsWith("#")) return [];
  const negated = trimmed.startsWith("!");
  const source = trimmed
    .slice(negated ? 1 : 0)
    .trim()
    .replace(/^\.?\/+/, "")
    .replace(/\/+$/, "");
  const matcher = source === "" ? undefined : compiled(source);
  return matcher ? [{ negated, source, matcher }] : [];
}

/** Undefined for a pattern Go would refuse. */
function compiled(source: string): RegExp | undefined {
  let pattern = "";
  for (let i = 0; i < source.length; i++) {
    const char = source.charAt(i);
    if (source.startsWith("**/", i)) {
      pattern += "(?:.*/)?";
      i += 2;
    } else if (source.startsWith("**", i)) {
      pattern += ".*";
      i += 1;
    } else if (char === "*") pattern += "[^/]*";
    else if (char === "?") pattern += "[^/]";
    else if (char === "[") {
      const end = source.indexOf("]", i + 1);
      if (end < 0) return undefined;
      pattern += source.slice(i, end + 1);
      i = end;
    } else if (char === "\\") pattern += `\\${source.charAt(++i)}`;
    else pattern += char.replace(/[.+^${}()|]/g, "\\$&");
  }
  try {
    return new RegExp(`^${pattern}$`);
  } catch {
    return undefined;
  }
}
