/** An element with attributes and children; texts become text, never markup. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** Adds the page's look. The nonce of the script allows it: there is no file of styles to load. Called while the script first runs. */
export function addStyle(style: string): void {
  const { currentScript } = document;
  document.head.append(element("style", { nonce: currentScript?.dataset["nonce"] ?? "" }, style));
}
