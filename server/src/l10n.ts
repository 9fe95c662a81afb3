/** Says a sentence in the language of the editor. `{0}`, `{1}` … stand for the values. */
export type Translate = (sentence: string, ...values: readonly (string | number)[]) => string;

/** The sentence as it stands in the source. */
const asWritten: Translate = (sentence, ...values) =>
  sentence.replace(/\{(\d+)\}/g, (place, index: string) => String(values[Number(index)] ?? place));

/** Sentences by the sentence as it stands in the source. */
export type Sentences = Readonly<Record<string, string>>;

/** With the translations of a bundle; what it lacks stays as it was written. */
export const translated =
  (bundle: Sentences): Translate =>
  (sentence, ...values) =>
    asWritten(bundle[sentence] ?? sentence, ...values);

let translate = asWritten;

/**
 * Has {@link t} speak so, from now on. Each bundle of the extension (`esbuild.mjs`) does it when it is loaded, a server when its editor hands it
 * the sentences: both speak with one person. Where nobody did, on the command line and in the API, sentences stay as they were written.
 */
export function speak(as: Translate): void {
  translate = as;
}

/**
 * The one way to a text that a person reads. The sentence is whole and stands in the call: `npm run generate` gathers them in
 * `l10n/bundle.l10n.json`. Asked for when it is shown, never while a module is loaded.
 */
export const t: Translate = (sentence, ...values) => translate(sentence, ...values);
