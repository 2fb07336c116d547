/** `1 task`, `3 tasks`; 1,000 and more with separators. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${grouped(number)} ${number === 1 ? one : many}`;
}

/** A whole number from 0 with a comma between thousands, independent of the locale. */
export function grouped(number: number): string {
  return withThousands(String(number));
}

/** Digits with a comma between thousands. */
export function withThousands(digits: string): string {
  const first = digits.length % 3 || 3;
  const groups = [digits.slice(0, first)];
  for (let at = first; at < digits.length; at += 3) groups.push(digits.slice(at, at + 3));
  return groups.join(",");
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(parts: readonly string[], conjunction: "and" | "or" = "and"): string {
  if (parts.length < 2) return parts.join("");
  return `${parts.slice(0, -1).join(", ")} ${conjunction} ${parts.at(-1)}`;
}

/** `"a"`, `"a" and "b"`, `"a", "b" and "c"`. */
export function quotedList(values: readonly string[], conjunction: "and" | "or" = "and"): string {
  return listed(values.map(quote), conjunction);
}

export function quote(value: string): string {
  return `"${value}"`;
}

/** The first of many, and how many more there are: `a, b, c and 4 more`. */
export function firstOf(parts: readonly string[], most: number): string {
  if (parts.length <= most) return listed(parts);
  return `${parts.slice(0, most).join(", ")} and ${grouped(parts.length - most)} more`;
}
