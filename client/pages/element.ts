import type { Sentences } from "../../server/src/l10n";
import { speak, translated } from "../../server/src/l10n";

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

/** Has the page speak the language that stands in it as data, if one does; its name is that of the page. */
export function speakAsTold(): void {
  const told = document.getElementById("sentences")?.textContent;
  if (told !== undefined) speak(translated(JSON.parse(told) as Sentences));
}

/** Adds the page's look. The nonce of the script allows it: there is no file of styles to load. Called while the script first runs. */
export function addStyle(style: string): void {
  const { currentScript } = document;
  document.head.append(element("style", { nonce: currentScript?.dataset["nonce"] ?? "" }, style));
}
