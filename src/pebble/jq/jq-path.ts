import { fail } from "../values/failure.ts";
import { javaText } from "../values/java-text.ts";
import { mapGet } from "../values/map-key.ts";
import { mapEntries } from "../values/map-order.ts";
import { derived } from "../values/unknown.ts";
import {
  list,
  type MapValue,
  mapWithRest,
  NULL,
  string,
  stringMap,
  type Unknown,
  type Value,
} from "../values/value.ts";

/** One step of a path: `.name`, `[index]`, `[]`; `quiet` with a `?` after it. */
type Step =
  | { readonly kind: "field"; readonly name: string; readonly quiet: boolean }
  | { readonly kind: "index"; readonly index: number; readonly quiet: boolean }
  | { readonly kind: "each"; readonly quiet: boolean };

const TOKEN =
  /\s*(?:(\|)\s*(?=\.)|\.?\[\s*(?:(?:(-?\d{1,9})|"([^"\\]*)")\s*)?\]|\.(?:([A-Za-z_][A-Za-z0-9_]*)|"([^"\\]*)")|(\.)(?=\s*(?:\||$)))(\?)?/y;

/**
 * The steps of a jq program that is nothing but paths and pipes (`.`, `.a.b`, `.[0]`, `.[].id`, `.a | .[]`); undefined
 * for any other program.
 */
export function parseJqPath(program: string): readonly Step[] | undefined {
  const text = program.trim();
  if (!text.startsWith(".")) return undefined;
  const steps: Step[] = [];
  let afterPipe = true;
  for (let at = 0; at < text.length; ) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (match === null) return undefined;
    const [whole, pipe, index, bracketName, name, quotedName, identity, mark] = match;
    const begins = afterPipe;
    at += whole.length;
    if (pipe !== undefined) {
      if (begins || mark !== undefined) return undefined;
      afterPipe = true;
      continue;
    }
    // A path begins with a dot, and white space ends it.
    if (begins && !whole.trimStart().startsWith(".")) return undefined;
    if (!begins && (identity !== undefined || /^\s/.test(whole))) return undefined;
    afterPipe = false;
    const quiet = mark !== undefined;
    const field = bracketName ?? name ?? quotedName;
    if (identity !== undefined) {
      if (quiet) return undefined;
    } else if (field !== undefined) steps.push({ kind: "field", name: field, quiet });
    else if (index !== undefined) steps.push({ kind: "index", index: Number(index), quiet });
    else steps.push({ kind: "each", quiet });
  }
  return afterPipe ? undefined : steps;
}

/** The results of the path, in order; an Unknown if even their number is unknown. */
export function followJqPath(steps: readonly Step[], input: Value): readonly Value[] | Unknown {
  let current: readonly Value[] = [input];
  for (const step of steps) {
    const next: Value[] = [];
    for (const value of current) {
      const results = apply(step, value);
      if (!Array.isArray(results)) return results as Unknown;
      next.push(...(results as readonly Value[]));
    }
    current = next;
  }
  return current;
}

function apply(step: Step, value: Value): readonly Value[] | Unknown {
  if (value.kind === "unknown") {
    if (step.kind === "each" || step.quiet) return derived(value);
    return [derived(value, { maybeNull: true })];
  }
  const refuse = (what: string): readonly Value[] => {
    if (step.quiet) return [];
    throw fail(`jq cannot ${what} a value of the kind ${value.kind}`);
  };
  switch (step.kind) {
    case "field":
      if (value.kind === "null") return [NULL];
      if (value.kind !== "map") return refuse(`take "${step.name}" of`);
      return [field(value, step.name)];
    case "index": {
      if (value.kind === "null") return [NULL];
      if (value.kind !== "list") return refuse("index");
      return [value.items.at(step.index) ?? NULL];
    }
    case "each": {
      if (value.kind === "list") return value.items;
      if (value.kind !== "map") return refuse("iterate over");
      const open = value.rest ?? openEntry(value);
      return open ?? mapEntries(value).map((item) => item.value);
    }
  }
}

function field(value: MapValue, name: string): Value {
  const found = mapGet(value, name);
  if (found === undefined) return value.rest === undefined ? NULL : derived(value.rest, { maybeNull: true });
  return found.kind === "unknown" && found.maybeUndefined
    ? derived(found, { maybeNull: true, word: found.word })
    : found;
}

/** An entry that the JSON of the map may lack. */
function openEntry(value: MapValue): Unknown | undefined {
  for (const { value: item } of value.entries.values()) {
    if (item.kind === "unknown" && (item.maybeUndefined || item.maybeNull)) return item;
  }
  return undefined;
}

/**
 * The value as the JSON tree that jq works on: every collection a list, null entries of maps dropped (as Kestra's
 * mapper does), dates and characters text.
 */
export function jsonTree(value: Value): Value {
  switch (value.kind) {
    case "list":
    case "array":
    case "set":
    case "values":
      return list(value.items.map(jsonTree));
    case "map": {
      const pairs = mapEntries(value)
        .filter((item) => item.value.kind !== "null")
        .map((item): [string, Value] => [javaText(item.key), jsonTree(item.value)]);
      const tree = stringMap(pairs);
      return value.rest === undefined ? tree : mapWithRest(tree.entries, value.rest);
    }
    case "entry":
      return stringMap([[javaText(value.key), jsonTree(value.value)]]);
    case "safe-string":
    case "character":
      return string(value.value);
    case "date":
      return string(value.json);
    case "bytes":
      return string(Buffer.from(value.bytes).toString("base64"));
    default:
      return value;
  }
}
