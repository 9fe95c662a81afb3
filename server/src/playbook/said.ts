/** What is said of an answer of the cluster. */
export interface Said {
  readonly text: string;
  /** Whether it is something to look at before going on. */
  readonly alarming: boolean;
}

export const calm = (text: string): Said => ({ text, alarming: false });
export const alarming = (text: string): Said => ({ text, alarming: true });
