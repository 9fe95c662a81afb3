import type { Node } from "web-tree-sitter";
import type { ShellAssignment, ShellOperator, ShellPlace, ShellRedirect, ShellScript, ShellSource, ShellWord } from "./nodes";
import { DraftCommand, finishCommands } from "./drafts";
import type { DraftPipeline } from "./drafts";
import { readShellWord } from "./words";

/** How deep a script may be nested before the rest of it counts as unreadable. */
const DEEPEST = 150;

const OPERATORS: Readonly<Record<string, ShellOperator>> = {
  "&&": "&&",
  "||": "||",
  ";": ";",
  ";;": ";",
  "\n": ";",
  "|": "|",
  "|&": "|&",
  "&": "&",
};

const STATEMENTS: ReadonlySet<string> = new Set([
  ...["list", "pipeline", "command", "declaration_command", "unset_command", "test_command", "redirected_statement", "negated_command"],
  ...["variable_assignment", "variable_assignments", "function_definition", "subshell", "compound_statement", "if_statement"],
  ...["case_statement", "while_statement", "for_statement", "c_style_for_statement"],
]);

/** Where the reader is: what its next command stands in. */
interface Surroundings {
  readonly place: ShellPlace;
  readonly negated: boolean;
  readonly depth: number;
}

/** Walks tree-sitter's tree once, in the order of the text, and writes down our nodes. */
export class ShellReader {
  readonly #drafts: DraftCommand[] = [];
  readonly #pipelines: DraftPipeline[] = [];
  readonly #assignments: ShellAssignment[] = [];
  readonly #functions: string[] = [];
  /** The operator since the last command, and that command. */
  #operator: ShellOperator | undefined;
  #last: DraftCommand | undefined;
  #chain = 0;
  #chains = 0;
  #broken = false;

  constructor(private readonly source: ShellSource) {}

  read(root: Node): ShellScript {
    this.#group(root, { place: "top", negated: false, depth: 0 });
    const { commands, pipelines } = finishCommands(this.#drafts, this.#pipelines);
    return {
      source: this.source,
      commands,
      pipelines,
      assignments: this.#assignments,
      functions: this.#functions,
      broken: this.#broken || root.hasError,
    };
  }

  #token(type: string): void {
    const operator = OPERATORS[type];
    if (operator === undefined) return;
    if (operator === ";" || operator === "&") this.#chain = ++this.#chains;
    this.#operator = operator;
    if (this.#last) this.#last.after = operator;
  }

  #statement(node: Node, around: Surroundings): void {
    switch (node.type) {
      case "list":
        this.#list(node, around);
        return;
      case "pipeline":
        this.#pipeline(node, around);
        return;
      case "command":
      case "declaration_command":
      case "unset_command":
      case "test_command":
        this.#command(node, around);
        return;
      case "redirected_statement":
        this.#redirected(node, around);
        return;
      case "negated_command":
        this.#group(node, { ...around, negated: true });
        return;
      case "variable_assignment":
        this.#assignments.push(this.#assignment(node, false, around));
        this.#operator = undefined;
        return;
      case "function_definition":
        this.#functions.push(node.childForFieldName("name")?.text ?? "");
        this.#apart(node.childForFieldName("body"), { ...around, place: "function" });
        return;
      case "subshell":
        this.#group(node, { ...around, place: "subshell" });
        return;
      case "compound_statement":
        this.#group(node, around.place === "top" ? { ...around, place: "group" } : around);
        return;
      case "if_statement":
      case "case_statement":
        this.#group(node, { ...around, place: "branch" });
        return;
      case "while_statement":
      case "for_statement":
      case "c_style_for_statement":
      case "do_group":
        this.#group(node, { ...around, place: "loop" });
        return;
      case "elif_clause":
      case "else_clause":
      case "case_item":
      case "variable_assignments":
        this.#group(node, around);
        return;
      case "comment":
        return;
      case "ERROR":
        this.#broken = true;
        this.#last = undefined;
        return;
      default:
        // A word where no statement is: the list of a `for`, the patterns of a `case`.
        this.#substitutions(node, around);
    }
  }

  /** `a && b && c` nests to the left as deep as it is long. */
  #list(node: Node, around: Surroundings): void {
    const spine: Node[] = [];
    let first: Node | null = node;
    while (first?.type === "list") {
      spine.push(first);
      first = first.firstChild;
    }
    if (first) this.#statement(first, around);
    for (const list of spine.reverse()) {
      for (const child of list.children.slice(1)) {
        if (child.isNamed) this.#statement(child, around);
        else this.#token(child.type);
      }
    }
  }

  /** A group of commands. To what stands around it, it is one: its first has what stands before it, its last what stands behind. */
  #group(node: Node, around: Surroundings): void {
    if (around.depth > DEEPEST) {
      this.#broken = true;
      return;
    }
    const chain = this.#chain;
    const hasCondition = node.type === "if_statement" || node.type === "elif_clause" || node.type === "while_statement";
    let place: ShellPlace = hasCondition ? "condition" : around.place;
    let between = false;
    this.#chain = ++this.#chains;
    for (const child of node.children) {
      if (child.type === "then" || child.type === "do_group") place = around.place;
      if (!child.isNamed) {
        this.#token(child.type);
        continue;
      }
      // A line break is no node of the tree.
      if (between && this.#operator === undefined && STATEMENTS.has(child.type)) this.#token(";");
      between ||= STATEMENTS.has(child.type);
      this.#statement(child, { ...around, place, depth: around.depth + 1 });
    }
    this.#chain = chain;
  }

  /** Statements that run at some other time, or whose result only is used: nothing joins them to what is around. */
  #apart(node: Node | null, around: Surroundings): void {
    if (!node) return;
    const { operator, last } = { operator: this.#operator, last: this.#last };
    this.#operator = this.#last = undefined;
    this.#group(node, around);
    this.#operator = operator;
    this.#last = last;
  }

  #pipeline(node: Node, around: Surroundings): void {
    const members: DraftCommand[][] = [];
    const pipeline: DraftPipeline = { members, range: this.source.map.range(node.startIndex, node.endIndex) };
    this.#pipelines.push(pipeline);
    for (const child of node.children) {
      if (!child.isNamed) {
        this.#token(child.type);
        continue;
      }
      const from = this.#drafts.length;
      this.#statement(child, around);
      const member = this.#drafts.slice(from).filter((draft) => draft.place !== "substitution");
      for (const draft of member) draft.pipeline ??= pipeline;
      members.push(member);
    }
  }

  #redirected(node: Node, around: Surroundings): void {
    const body = node.childForFieldName("body");
    const from = this.#drafts.length;
    if (body) this.#statement(body, around);
    const target = this.#drafts.length > from ? this.#last : undefined;
    for (const child of node.children) {
      if (child.type.endsWith("_redirect")) this.#redirect(child, target, around);
    }
  }

  #redirect(node: Node, target: DraftCommand | undefined, around: Surroundings): void {
    const operator = node.children.find((child) => !child.isNamed)?.type ?? "";
    const destination = node.type === "file_redirect" ? (node.childForFieldName("destination") ?? undefined) : undefined;
    const redirect: ShellRedirect = {
      operator: `${node.childForFieldName("descriptor")?.text ?? ""}${operator}`,
      target: destination && readShellWord(destination, this.source),
      range: this.source.map.range(node.startIndex, node.endIndex),
    };
    target?.redirects.push(redirect);
    for (const child of node.children) {
      if (child.type.endsWith("_redirect")) this.#redirect(child, target, around);
      else if (child.type === "&&" || child.type === "||" || child.type === "|") this.#token(child.type);
      else if (child.type === "heredoc_body" || child.id === destination?.id) this.#substitutions(child, around);
      else if (node.type === "heredoc_redirect" && STATEMENTS.has(child.type)) this.#afterHeredoc(child, target, around);
    }
  }

  /** `cat <<EOF | sh`: tree-sitter puts what the heredoc is piped into below the redirect. */
  #afterHeredoc(node: Node, target: DraftCommand | undefined, around: Surroundings): void {
    const from = this.#drafts.length;
    this.#statement(node, around);
    if (node.type !== "pipeline" || !target) return;
    const [first] = this.#drafts.slice(from);
    if (first) first.before = "|";
    target.after = "|";
    const pipeline = this.#pipelines.find((candidate) => candidate === first?.pipeline) ?? {
      members: [this.#drafts.slice(from)],
      range: this.source.map.range(node.startIndex, node.endIndex),
    };
    if (!this.#pipelines.includes(pipeline)) this.#pipelines.push(pipeline);
    pipeline.members.unshift([target]);
    for (const member of pipeline.members.flat()) member.pipeline ??= pipeline;
  }

  #command(node: Node, around: Surroundings): void {
    const words: ShellWord[] = [];
    const draft = new DraftCommand(around.place, this.#operator, this.#chain, around.negated);
    const isExport = node.type === "declaration_command";
    const parts = node.type === "test_command" ? node.children.slice(0, 1) : node.children;
    this.#drafts.push(draft);
    for (const child of parts) {
      if (child.type.endsWith("_redirect")) this.#redirect(child, draft, around);
      else if (child.type === "variable_assignment") {
        if (isExport) words.push(readShellWord(child, this.source));
        (isExport ? this.#assignments : draft.assignments).push(this.#assignment(child, true, around));
      } else if (child.type === "subshell" || child.type === "ERROR") this.#broken = true;
      else {
        words.push(readShellWord(child, this.source));
        this.#substitutions(child, around);
      }
    }
    const [first] = words;
    if (first && first.raw !== "")
      draft.finish(first, words.slice(1), this.source.map.range(first.inText.start, (words.at(-1) ?? first).inText.end));
    if (node.type === "test_command") this.#substitutions(node, around);
    this.#operator = undefined;
    this.#last = draft;
  }

  #assignment(node: Node, exported: boolean, around: Surroundings): ShellAssignment {
    const value = node.childForFieldName("value");
    if (value) this.#substitutions(value, around);
    return {
      name: node.childForFieldName("name")?.text ?? "",
      value: value && value.type !== "array" ? readShellWord(value, this.source) : undefined,
      range: this.source.map.range(node.startIndex, node.endIndex),
      exported,
    };
  }

  /** The commands inside of a word: `$(…)`, backquotes, `<(…)`. */
  #substitutions(node: Node, around: Surroundings): void {
    if (around.depth > DEEPEST || node.namedChildCount === 0 || node.type.endsWith("_redirect")) return;
    if (node.type === "command_substitution" || node.type === "process_substitution") {
      this.#apart(node, { ...around, place: "substitution", negated: false });
      return;
    }
    for (const child of node.namedChildren) this.#substitutions(child, { ...around, depth: around.depth + 1 });
  }
}
