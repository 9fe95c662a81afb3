/** Merges object schemas of equal content until none is left twice, drops what nothing names, and numbers the rest anew by use. */
export function compact(objects: readonly string[], rows: readonly string[]): { objects: string[]; rows: string[] } {
  let current = [...objects];
  for (;;) {
    const first = new Map<string, number>();
    const target = current.map((content, place) => {
      const at = first.get(content) ?? place;
      first.set(content, at);
      return at;
    });
    const next = current.map((content) => rename(content, (place) => target[place] ?? place));
    const done = next.every((content, place) => content === current[place]);
    current = next;
    if (done)
      return renumber(
        current,
        rows.map((row) => rename(row, (place) => target[place] ?? place)),
      );
    rows = rows.map((row) => rename(row, (place) => target[place] ?? place));
  }
}

function renumber(objects: readonly string[], rows: readonly string[]): { objects: string[]; rows: string[] } {
  const order = new Map<number, number>();
  const queue: string[] = [...rows];
  for (let at = 0; at < queue.length; at++)
    rename(queue[at] ?? "", (place) => {
      if (!order.has(place)) {
        order.set(place, order.size);
        queue.push(objects[place] ?? "");
      }
      return place;
    });
  const anew = (text: string) => rename(text, (place) => order.get(place) ?? place);
  return { objects: [...order.keys()].map((place) => anew(objects[place] ?? "")), rows: rows.map(anew) };
}

/** References are `#` and the place in base 36. */
const rename = (text: string, change: (place: number) => number): string =>
  text.replace(/#([0-9a-z]+)/g, (_, digits: string) => `#${change(Number.parseInt(digits, 36)).toString(36)}`);
