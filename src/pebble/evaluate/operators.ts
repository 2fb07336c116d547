import { compareDoubles, toDouble } from "../../java/number/conversion.ts";
import { trimJava } from "../../java/white-space.ts";
import type { CallContext } from "../definitions/definition.ts";
import type { Dialect } from "../syntax/dialect.ts";
import { type Answer, equalsMaybe, javaEquals } from "../values/equality.ts";
import { fail } from "../values/failure.ts";
import { javaParts, javaText } from "../values/java-text.ts";
import { isCollection, isNumber } from "../values/kind-guards.ts";
import { calculate, compareNumbers, type Operation, refuseLength } from "../values/numbers.ts";
import { textWithHoles } from "../values/text-with-holes.ts";
import { derived, findUnknown, findUnknownKeys } from "../values/unknown.ts";
import {
  bool,
  double,
  type ListValue,
  list,
  long,
  type NumberValue,
  type Parts,
  string,
  type Unknown,
  type Value,
} from "../values/value.ts";

/** `~`: the Java text of both sides, null as nothing. */
export function concatenate(a: Value, b: Value): Value {
  if (a.kind === "string" && b.kind === "string") return string(a.value + b.value);
  return textWithHoles([
    ...(a.kind === "null" ? [] : javaParts(a)),
    ...(b.kind === "null" ? [] : javaParts(b)),
  ]);
}

/** `+`: joins text when a side is text (null as `null`), adds to a list, else adds numbers. */
export function add(a: Value, b: Value, context: CallContext): Value {
  if (isText(a) || isText(b)) return textWithHoles([...javaParts(a), ...javaParts(b)]);
  // An unknown side may be text, to which any value can be added.
  if (a.kind === "unknown") return derived(a);
  if (b.kind === "unknown") return derived(b);
  if (a.kind === "list") {
    return changedList(a, [...a.items, ...(isCollection(b) ? b.items : [b])], context);
  }
  return arithmetic(a, "+", b, context.dialect);
}

/**
 * `-`: removes from a list (all items of a collection on the right, otherwise the first equal item), or subtracts
 * numbers.
 */
export function subtract(a: Value, b: Value, context: CallContext): Value {
  if (a.kind === "unknown") return derived(a);
  if (a.kind !== "list") return arithmetic(a, "-", b, context.dialect);
  const cause = findUnknown(a) ?? findUnknown(b);
  if (cause !== undefined) {
    if (context.dialect === "1.x")
      context.replaceItems(
        a,
        a.items.map(() => derived(cause, { maybeNull: true })),
      );
    return derived(cause);
  }
  if (isCollection(b)) {
    context.charge(a.items.length * b.items.length);
    return changedList(
      a,
      a.items.filter((item) => !b.items.some((other) => javaEquals(item, other))),
      context,
    );
  }
  const at = a.items.findIndex((item) => javaEquals(item, b));
  return changedList(a, at < 0 ? a.items : a.items.toSpliced(at, 1), context);
}

/** Pebble before 4.1.2 (Kestra 1.x) changes the left list itself. */
function changedList(of: ListValue, items: readonly Value[], context: CallContext): Value {
  context.charge(items.length);
  if (context.dialect === "2.0") return list(items);
  if (of.immutable) throw fail("the list cannot be changed");
  context.replaceItems(of, items);
  return of;
}

/** Numbers, and in 2.0 strings that contain one. */
export function arithmetic(a: Value, operation: Operation, b: Value, dialect: Dialect): Value {
  const left = operand(a, dialect);
  const right = operand(b, dialect);
  if (left.kind === "unknown") return derived(left);
  if (right.kind === "unknown") return derived(right);
  return calculate(left, operation, right);
}

function operand(value: Value, dialect: Dialect): NumberValue | Unknown {
  if (isNumber(value) || value.kind === "unknown") return value;
  if (dialect === "2.0" && (value.kind === "string" || value.kind === "safe-string"))
    return parsed(value.value);
  if (dialect === "2.0" && value.kind === "text") return findUnknown(value) ?? parsed("");
  throw fail(`a ${value.kind} is not a number`);
}

function parsed(text: string): NumberValue {
  refuseLength(text);
  const trimmed = trimJava(text);
  if (/[.eE]/.test(trimmed)) {
    if (/^[+-]?(\d+(?:\.\d*)?|\.\d+)([eE][+-]?\d+)?$/.test(trimmed)) return double(Number(trimmed));
  } else if (/^[+-]?\d{1,19}$/.test(text)) {
    const value = BigInt(text.replace(/^\+/, ""));
    if (BigInt.asIntN(64, value) === value) return long(value);
  }
  throw fail(`"${text.slice(0, 40)}" is not a number`);
}

/** `< <= > >=`: false when a side is null; numbers, and in 2.0 strings by code unit. */
export function compare(a: Value, operator: "<" | "<=" | ">" | ">=", b: Value, dialect: Dialect): Answer {
  if (a.kind === "null" || b.kind === "null") return false;
  const cause = unknownSide(a) ?? unknownSide(b);
  if (cause !== undefined) return bounded(a, operator, b) ?? cause;
  if (isNumber(a) && isNumber(b)) return holds(compareNumbers(a, b), operator);
  if (dialect === "2.0" && a.kind === "string" && b.kind === "string") {
    return holds(a.value < b.value ? -1 : a.value > b.value ? 1 : 0, operator);
  }
  throw fail(`a ${a.kind} cannot be compared with a ${b.kind} by "${operator}"`);
}

/** The answer if the lower bound of an unknown number decides it. */
function bounded(a: Value, operator: "<" | "<=" | ">" | ">=", b: Value): boolean | undefined {
  if (isNumber(a) && b.kind === "unknown") return bounded(b, MIRRORED[operator], a);
  if (a.kind !== "unknown" || a.atLeast === undefined || !isNumber(b)) return undefined;
  const order = compareDoubles(a.atLeast, toDouble(b));
  const decided = operator === ">" || operator === "<=" ? order > 0 : order >= 0;
  return decided ? operator === ">" || operator === ">=" : undefined;
}

const MIRRORED = { "<": ">", "<=": ">=", ">": "<", ">=": "<=" } as const;

function unknownSide(value: Value): Unknown | undefined {
  return value.kind === "unknown" || value.kind === "text" ? findUnknown(value) : undefined;
}

function holds(order: number, operator: "<" | "<=" | ">" | ">="): boolean {
  switch (operator) {
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
  }
}

/** `contains` with a left side that is not null. */
export function contains(a: Value, b: Value, context: CallContext): Answer {
  switch (a.kind) {
    case "unknown":
      return a;
    case "list":
    case "set":
    case "values":
      if (b.kind === "unknown") return b;
      context.charge(a.items.length * (isCollection(b) ? b.items.length : 1));
      return isCollection(b) ? every(b.items, (item) => includes(a.items, item)) : includes(a.items, b);
    case "array":
      return includes(a.items, b);
    case "map": {
      const cause = findUnknown(b);
      if (cause !== undefined) return cause;
      for (const item of a.entries.values()) {
        if (!javaEquals(item.key, b)) continue;
        return item.value.kind === "unknown" && item.value.maybeUndefined ? item.value : true;
      }
      return a.rest ?? false;
    }
    case "string":
    case "text":
      return textContains(a.kind === "text" ? a.parts : [a.value], b);
    default:
      throw fail(`a ${a.kind} contains nothing`);
  }
}

function textContains(parts: Parts, b: Value): Answer {
  const hole = parts.find((part) => typeof part !== "string");
  const cause = findUnknown(b);
  if (cause !== undefined) return cause;
  const wanted = javaText(b);
  if (parts.some((part) => typeof part === "string" && part.includes(wanted)) || wanted === "") return true;
  return typeof hole === "object" ? hole : false;
}

function includes(items: readonly Value[], wanted: Value): Answer {
  let open: Unknown | undefined;
  for (const item of items) {
    const equal = equalsMaybe(item, wanted);
    if (equal === true) return true;
    if (equal !== false) open ??= equal;
  }
  return open ?? false;
}

function every(items: readonly Value[], holdsFor: (item: Value) => Answer): Answer {
  let open: Unknown | undefined;
  for (const item of items) {
    const answer = holdsFor(item);
    if (answer === false) return false;
    if (answer !== true) open ??= answer;
  }
  return open ?? true;
}

/** `isIn`: compares by text; in a map with keys and values; never true for arrays and strings. */
export function isIn(a: Value, b: Value): Answer {
  if (a.kind === "null" || b.kind === "null") return false;
  if (b.kind === "unknown") return b;
  const candidates = isCollection(b)
    ? b.items
    : b.kind === "map"
      ? [...b.entries.values()].flatMap((item) => [item.key, item.value])
      : undefined;
  if (candidates === undefined) return a.kind === "unknown" ? a : false;
  const open = (b.kind === "map" ? findUnknownKeys(b) : undefined) ?? findUnknown(a);
  if (open !== undefined) return open;
  // A collection becomes texts before the search; a map is searched entry by entry.
  if (b.kind !== "map" && candidates.some(({ kind }) => kind === "null"))
    throw fail("isIn fails on a null in the collection");
  const wanted = javaText(a);
  let cause: Unknown | undefined;
  for (const item of candidates) {
    if (item.kind === "null") {
      if (cause !== undefined) return cause;
      throw fail("isIn fails on a null in the map");
    }
    const found = findUnknown(item);
    if (found !== undefined) cause ??= found;
    else if (javaText(item) === wanted) return cause ?? true;
  }
  return cause ?? false;
}

function isText(value: Value): boolean {
  return value.kind === "string" || value.kind === "safe-string" || value.kind === "text";
}

export function answerValue(answer: Answer): Value {
  return typeof answer === "boolean" ? bool(answer) : derived(answer);
}
