import type { Parts } from "../values/value.ts";

/** Whether text with holes starts with `wanted`; undefined when it depends on a hole. */
export function startsWithKnown(parts: Parts, wanted: string): boolean | undefined {
  const [first, second] = parts;
  const literal = typeof first === "string" ? first : "";
  if (literal.length >= wanted.length) return literal.startsWith(wanted);
  if (!wanted.startsWith(literal)) return false;
  const hole = typeof first === "string" ? second : first;
  const next = wanted[literal.length] ?? "";
  return typeof hole === "object" && hole.word && !/[A-Za-z0-9]/.test(next) ? false : undefined;
}

/** Whether text with holes ends with `wanted`; undefined when it depends on a hole. */
export function endsWithKnown(parts: Parts, wanted: string): boolean | undefined {
  const last = parts.at(-1);
  const literal = typeof last === "string" ? last : "";
  if (literal.length >= wanted.length) return literal.endsWith(wanted);
  if (!wanted.endsWith(literal)) return false;
  const hole = typeof last === "string" ? parts.at(-2) : last;
  const next = wanted[wanted.length - literal.length - 1] ?? "";
  return typeof hole === "object" && hole.word && !/[A-Za-z0-9]/.test(next) ? false : undefined;
}
