import { type MapValue, type Unknown, VALUE, type Value } from "./value-kinds.ts";

export interface UnknownOptions {
  readonly origin?: string;
  readonly maybeNull?: boolean;
  readonly maybeUndefined?: boolean;
  readonly word?: boolean;
  readonly label?: string;
}
/** A number of which only a lower bound is known. */
export function numberFrom(cause: Unknown, atLeast: number): Unknown {
  const made = unknownLike(cause, { maybeNull: false, maybeUndefined: false, word: false });
  made.atLeast = atLeast;
  return made;
}
/** A value unknown before a run; never null or undefined, except by its options. */
export function unknown(reason: string, options: UnknownOptions = {}): Unknown {
  const { origin, label, maybeNull = false, maybeUndefined = false, word = false } = options;
  return unknownLike({ reason, origin, label }, { maybeNull, maybeUndefined, word });
}
/** An unknown that exists because `cause` is unknown: same reason and origin, other flags (all off by default). */
export function derived(
  cause: Unknown,
  { maybeNull = false, word = false }: { maybeNull?: boolean; word?: boolean } = {},
): Unknown {
  const same = !cause.maybeUndefined && cause.maybeNull === maybeNull && cause.word === word;
  if (same && cause.atLeast === undefined) return cause;
  return unknownLike(cause, { maybeNull, maybeUndefined: false, word });
}

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/** Made key by key: a loop makes one in each round, and a spread with the brand takes twenty times as long. */
function unknownLike(
  { reason, origin, label }: { reason: string; origin?: string | undefined; label?: string | undefined },
  { maybeNull, maybeUndefined, word }: Pick<Unknown, "maybeNull" | "maybeUndefined" | "word">,
): Mutable<Unknown> {
  const made: Mutable<Unknown> = { kind: "unknown", reason, maybeNull, maybeUndefined, word, [VALUE]: true };
  if (origin !== undefined) made.origin = origin;
  if (label !== undefined) made.label = label;
  return made;
}

/**
 * The first unknown found inside a value, at any depth; undefined when all is known. A map that may lack an entry, or
 * of which only some entries are known, is not known.
 */
export function findUnknown(value: Value): Unknown | undefined {
  switch (value.kind) {
    case "unknown":
      return value;
    case "text":
      return value.parts.find((part) => typeof part !== "string");
    case "list":
    case "array":
    case "set":
    case "values":
      for (const item of value.items) {
        const found = findUnknown(item);
        if (found !== undefined) return found;
      }
      return undefined;
    case "map":
      for (const item of value.entries.values()) {
        const found = findUnknown(item.value) ?? findUnknown(item.key);
        if (found !== undefined) return found;
      }
      return value.rest;
    case "entry":
      return findUnknown(value.key) ?? findUnknown(value.value);
    default:
      return undefined;
  }
}

/** The unknown on which the keys of a map depend; undefined if its keys are known. */
export function findUnknownKeys(of: MapValue): Unknown | undefined {
  if (of.rest !== undefined) return of.rest;
  for (const item of of.entries.values()) {
    if (item.value.kind === "unknown" && item.value.maybeUndefined) return item.value;
  }
  return undefined;
}
