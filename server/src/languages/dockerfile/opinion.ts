/** What only those want to hear who ask for everything: other tools report it, and in most files it harms nobody. */
export const OPINION = { severity: "hint", preset: "all" } as const;
