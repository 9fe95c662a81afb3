/** A range of IPv4 addresses in words: how many, and from where to where; undefined for what is none. */
export function networkLine(text: string | undefined): string | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text ?? "");
  if (!match) return undefined;
  const [a = 0, b = 0, c = 0, d = 0, bits = 0] = match.slice(1).map(Number);
  if ([a, b, c, d].some((part) => part > 255) || bits > 32) return undefined;
  const size = 2 ** (32 - bits);
  const address = ((a * 256 + b) * 256 + c) * 256 + d;
  const first = Math.floor(address / size) * size;
  const skewed = first === address ? "" : ` The address is not the first of the range: ${dotted(first)} is.`;
  return `${size.toLocaleString("en-US")} address${size === 1 ? "" : "es"}, ${dotted(first)} to ${dotted(first + size - 1)}; a subnet of AWS keeps five.${skewed}`;
}

const dotted = (address: number): string => [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
