import { maskText } from "../util/mask-text.ts";

/** Replacement of a secret. */
const MASK = "***";

export interface Masked<Value> {
  readonly value: Value;
  /** How many texts held a literal secret. */
  readonly count: number;
}

/** Keys, columns and variables whose value is a secret, by the end of their name. */
const SECRET_NAME =
  /(?:passw(?:or)?d|passphrase|pwd|(?<=[a-z][_.-])pass|secret|token|credentials?|(?:api|access|private|secret|encryption|signing|account|shared)[_.-]?key|sas[_.-]?key)$/i;

/** Properties that name what `value` beside them belongs to: a tag, a condition on metadata, a case of an input. */
const NAMES = ["key", "field", "variable"] as const;

/**
 * A JSON value with its literal secrets replaced: values of secret names, and secrets recognized inside texts.
 * Expressions are kept, because they contain only the name of a secret. A value without secrets is returned unchanged.
 */
export function maskSecrets<Value>(value: Value): Masked<Value> {
  const state = { count: 0, texts: new Map<string, string>() };
  const masked = mask(value, false, state) as Value;
  return { value: masked, count: state.count };
}

interface State {
  count: number;
  /** Names are repeated often. */
  readonly texts: Map<string, string>;
}

function mask(value: unknown, isSecret: boolean, state: State): unknown {
  if (typeof value === "string") return maskString(value, isSecret, state);
  if (typeof value === "number" && isSecret) {
    state.count++;
    return MASK;
  }
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return maskList(value, isSecret, state);
  const names = value as Readonly<Record<string, unknown>>;
  const isNamed = NAMES.some((name) => typeof names[name] === "string" && SECRET_NAME.test(names[name]));
  let changed = false;
  const entries = Object.entries(value).map(([key, member]): [string, unknown] => {
    const next = mask(member, isSecret || (isNamed && key === "value") || SECRET_NAME.test(key), state);
    changed ||= next !== member;
    return [key, next];
  });
  return changed ? Object.fromEntries(entries) : value;
}

function maskList(list: readonly unknown[], isSecret: boolean, state: State): readonly unknown[] {
  let changed = false;
  const masked = Array.from(list, (item) => {
    const next = mask(item, isSecret, state);
    changed ||= next !== item;
    return next;
  });
  return changed ? masked : list;
}

function maskString(text: string, isSecret: boolean, state: State): string {
  if (isSecret) {
    if (text === "" || /^\s*\{\{/.test(text)) return text;
    state.count++;
    return MASK;
  }
  const known = state.texts.get(text);
  const masked = known ?? maskText(text, MASK);
  if (known === undefined) state.texts.set(text, masked);
  if (masked !== text) state.count++;
  return masked;
}
