import { equal } from "./equal";
import type { Cell, Revision } from "./memo";
import type { Part } from "./part";
import type { Path } from "./path";
import { Anchor } from "./place";
import type { Range } from "./text";

declare const valueType: unique symbol;

/** A kind of fact, with the type of its content. Two facts with equal content are equal, wherever they stand. */
export interface FactKind<V> {
  readonly name: string;
  readonly [valueType]?: V;
}

export const factKind = <V>(name: string): FactKind<V> => ({ name });

/** What a part offers others or asks of them: a workload with its labels, a stage, a Terraform address. Content is plain data. */
export interface Fact<V = unknown> {
  readonly value: V;
  readonly at: Anchor;
}

/** A fact as the language's extractor says it: under which key others look for it, its content, its range in the part. */
export interface FactDraft {
  readonly kind: FactKind<unknown>;
  readonly key: string;
  readonly value: unknown;
  readonly range: Range;
  /** The scope it is told to, when that is not the file's own: a kustomization tells its bases, a module call the module. */
  readonly scope?: string;
}

export const fact = <V>(kind: FactKind<V>, key: string, value: V, range: Range, scope?: string): FactDraft =>
  scope === undefined ? { kind, key, value, range } : { kind, key, value, range, scope };

interface Member {
  /** What readers see of it; the one that was there before, where that said the same. */
  fact: Fact;
  readonly ordinal: number;
  readonly bucket: Bucket;
}

const NO_FACTS: readonly Fact[] = [];

/** All facts of one kind and key in one scope, by path and place. */
class Bucket implements Cell<readonly Fact[]> {
  /** In the order of their places. A list and no set: most have one member, and there are many. */
  #members: Member[] = [];
  #facts: readonly Fact[] = NO_FACTS;

  current(): readonly Fact[] {
    return this.#facts;
  }

  insert(member: Member): void {
    // A list of one is written as one: the first `push` makes room for sixteen more.
    if (!this.#members.length) {
      this.#members = [member];
      return;
    }
    let low = 0;
    let high = this.#members.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.#members[middle];
      if (other && inOrder(other, member) < 0) low = middle + 1;
      else high = middle;
    }
    this.#members.splice(low, 0, member);
  }

  delete(member: Member): void {
    const at = this.#members.indexOf(member);
    if (at >= 0) this.#members.splice(at, 1);
  }

  /** Brings the list up to date; says whether its content changed. Facts that kept their content keep their identity and are only moved. */
  refresh(): boolean {
    const next = this.#members;
    const before = this.#facts;
    const shared = Math.min(next.length, before.length);
    let prefix = 0;
    while (prefix < shared && isSame(next[prefix], before[prefix])) prefix++;
    let suffix = 0;
    while (suffix < shared - prefix && isSame(next[next.length - 1 - suffix], before[before.length - 1 - suffix])) suffix++;

    // Where each stands is read before any is moved: a fact that is kept may have been that of another member with equal content.
    const moves: { readonly member: Member; readonly kept: Fact; readonly place: Place }[] = [];
    const keep = (member: Member | undefined, kept: Fact | undefined) => {
      if (member && kept && member.fact !== kept) moves.push({ member, kept, place: placeOf(member.fact) });
    };
    for (let i = 0; i < prefix; i++) keep(next[i], before[i]);
    for (let i = 1; i <= suffix; i++) keep(next[next.length - i], before[before.length - i]);
    const middle = next.slice(prefix, next.length - suffix).map((member) => ({ member, place: placeOf(member.fact) }));
    const taken = new Set(moves.map(({ kept }) => kept));
    for (const { member, kept, place } of moves) {
      Object.assign(kept.at, place);
      member.fact = kept;
    }
    for (const { member, place } of middle)
      if (taken.has(member.fact)) member.fact = { value: member.fact.value, at: new Anchor(place.file, place.part, place.range) };
    if (!middle.length && next.length === before.length) return false;
    this.#facts = next.length ? next.map((member) => member.fact) : NO_FACTS;
    return true;
  }
}

type Place = Pick<Anchor, "file" | "part" | "range">;

const placeOf = ({ at: { file, part, range } }: Fact): Place => ({ file, part, range });

const isSame = (member: Member | undefined, old: Fact | undefined): boolean =>
  member !== undefined && old !== undefined && (member.fact === old || equal(member.fact.value, old.value));

const inOrder = ({ fact: { at: a }, ordinal }: Member, { fact: { at: b }, ordinal: other }: Member): number =>
  (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.part.order - b.part.order || ordinal - other;

/** What all files offer and ask, by scope, kind and key. */
export class FactIndex {
  readonly #buckets = new Map<string, Bucket>();
  readonly #members = new Map<Part, Member[]>();
  /** Of parts that were removed: their facts, for the case that they come back. */
  readonly #former = new WeakMap<Part, readonly Member[]>();
  readonly #pending = new Set<Bucket>();

  constructor(private readonly revision: Revision) {}

  add(scope: string, path: Path, part: Part, drafts: Iterable<FactDraft>): void {
    const former = this.#former.get(part);
    // `map` and not `push`: a list that grew keeps room for a dozen more.
    const members = [...drafts].map((draft, ordinal): Member => {
      const bucket = this.bucket(draft.scope ?? scope, draft.kind, draft.key);
      // That of the part's earlier life, unless it has gone on to another part that says the same.
      const fact = former?.[ordinal]?.fact;
      if (fact?.at.part === part) return { fact, ordinal, bucket };
      return { fact: { value: draft.value, at: new Anchor(path, part, draft.range) }, ordinal, bucket };
    });
    for (const member of members) {
      member.bucket.insert(member);
      this.#pending.add(member.bucket);
    }
    if (members.length) this.#members.set(part, members);
  }

  remove(part: Part): void {
    const members = this.#members.get(part);
    if (!members) return;
    for (const member of members) {
      member.bucket.delete(member);
      this.#pending.add(member.bucket);
    }
    this.#members.delete(part);
    this.#former.set(part, members);
  }

  bucket<V>(scope: string, kind: FactKind<V>, key: string): Bucket {
    // Joined and not concatenated: V8 keeps the pieces of a concatenation beside its text, and there are many names.
    const name = [scope, kind.name, key].join("\n");
    let bucket = this.#buckets.get(name);
    if (!bucket) this.#buckets.set(name, (bucket = new Bucket()));
    return bucket;
  }

  /** Makes all that was added and removed visible. Until then readers see the state before. */
  settle(): void {
    for (const bucket of this.#pending) if (bucket.refresh()) this.revision.number++;
    this.#pending.clear();
  }
}
