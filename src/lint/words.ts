import type { Range } from "./range.ts";

/** `"a"`, `"a" and "b"`, `"a", "b" and "c"`. */
export function quotedList(values: readonly string[], conjunction: "and" | "or" = "and"): string {
  return listed(values.map(quote), conjunction);
}

export function listed(parts: readonly string[], conjunction: "and" | "or" = "and"): string {
  if (parts.length < 2) return parts.join("");
  return `${parts.slice(0, -1).join(", ")} ${conjunction} ${parts.at(-1)}`;
}

export function quote(value: string): string {
  return `"${value}"`;
}

/** A place as messages name it. */
export function at({ file, line, column }: Pick<Range, "file" | "line" | "column">): string {
  return `${file}:${line}:${column}`;
}

/** `company.team.load` for a flow. */
export function flowName({ namespace, flow }: { readonly namespace: string; readonly flow: string }): string {
  return `${namespace}.${flow}`;
}
