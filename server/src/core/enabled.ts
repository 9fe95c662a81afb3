import type { EngineOptions } from "./analysis";
import type { Context, Query, Rule } from "./rule";
import type { FileKind, Settings } from "./settings";

/** Rules that look at the same nodes. Most of a part's time would go into asking for these again for each rule. */
export interface RulesOfQuery {
  readonly on: Query<unknown>;
  readonly rules: readonly { readonly rule: Rule; readonly context: Context }[];
}

/** Which rules are on for a kind of file under some settings, by what they look at. */
export class EnabledRules {
  readonly #byKind = new Map<FileKind, Rule[]>();
  readonly #enabled = new WeakMap<Settings, { readonly today: string; readonly byKind: Map<FileKind, readonly RulesOfQuery[]> }>();

  constructor(private readonly options: Pick<EngineOptions, "rules" | "isOn" | "optionsOf">) {
    for (const rule of options.rules as readonly Rule[])
      for (const kind of rule.on.kinds) {
        const rules = this.#byKind.get(kind);
        if (rules) rules.push(rule);
        else this.#byKind.set(kind, [rule]);
      }
  }

  of(kind: FileKind, settings: Settings, today: string): readonly RulesOfQuery[] {
    let enabled = this.#enabled.get(settings);
    if (enabled?.today !== today) this.#enabled.set(settings, (enabled = { today, byKind: new Map<FileKind, readonly RulesOfQuery[]>() }));
    let groups = enabled.byKind.get(kind);
    if (!groups) enabled.byKind.set(kind, (groups = this.#grouped(kind, settings, today)));
    return groups;
  }

  #grouped(kind: FileKind, settings: Settings, today: string): readonly RulesOfQuery[] {
    const byQuery = new Map<Query<unknown>, { rule: Rule; context: Context }[]>();
    for (const rule of this.#byKind.get(kind) ?? []) {
      if (!this.options.isOn(rule, settings)) continue;
      const context = { options: this.options.optionsOf(rule, settings) as undefined, settings, today };
      const group = byQuery.get(rule.on);
      if (group) group.push({ rule, context });
      else byQuery.set(rule.on, [{ rule, context }]);
    }
    return [...byQuery].map(([on, rules]) => ({ on, rules }));
  }
}
