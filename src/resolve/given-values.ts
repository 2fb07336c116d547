import type { Assumption } from "../model/model.ts";
import { fromData, openMap, toData, type Unknown, unknown, type Value } from "../pebble/index.ts";
import type { Choice } from "./choice.ts";
import { valueText } from "./input-value.ts";

/** Values of the server, as JSON data. Secrets are not among them. */
export interface ServerValues {
  /** Of the key-value store. */
  readonly kv?: Readonly<Record<string, unknown>>;
  readonly envs?: Readonly<Record<string, unknown>>;
  readonly globals?: Readonly<Record<string, unknown>>;
  /** Variables of the namespace: `{{ namespace.x }}`. */
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** What one file says about the server. */
export interface ValueSet extends ServerValues {
  /** As assumptions name it. */
  readonly file: string;
  /** By namespace; what a namespace has holds below it too, the nearest first. */
  readonly namespaces?: Readonly<Record<string, ServerValues>>;
}

export type ValueKind = keyof ServerValues;

const NAMES: Readonly<Record<ValueKind, (key: string) => string>> = {
  kv: (key) => `kv('${key}')`,
  envs: (key) => `envs.${key}`,
  globals: (key) => `globals.${key}`,
  variables: (key) => `namespace.${key}`,
};

/** The variable names under which a template finds values of a kind; `kv()` asks for each key by itself. */
const VARIABLES: Readonly<Record<string, ValueKind>> = {
  envs: "envs",
  globals: "globals",
  namespace: "variables",
};

const ORIGIN = "given:";

/** A value from a file waits for a case that rests on that file. */
function waiting(kind: ValueKind, key: string, namespace: string): Unknown {
  return unknown(`${NAMES[kind](key)} depends on the server`, {
    origin: ORIGIN + JSON.stringify([kind, key, namespace]),
  });
}

/** Where a value stands: in the last file that has it, and there in the nearest namespace. */
function find(
  sets: readonly ValueSet[],
  kind: ValueKind,
  key: string,
  namespace: string,
): { readonly value: unknown; readonly file: string } | undefined {
  for (const { file, namespaces = {}, ...everywhere } of sets.toReversed()) {
    for (let at = namespace; at !== ""; at = at.slice(0, Math.max(0, at.lastIndexOf(".")))) {
      const own = Object.hasOwn(namespaces, at) ? namespaces[at]?.[kind] : undefined;
      if (own !== undefined && Object.hasOwn(own, key)) return { value: own[key], file };
    }
    const all = everywhere[kind];
    if (all !== undefined && Object.hasOwn(all, key)) return { value: all[key], file };
  }
  return undefined;
}

/** The variable `envs`, `globals` or `namespace`, with what files say of it. Undefined where they say nothing. */
export function serverVariable(
  sets: readonly ValueSet[],
  name: string,
  namespace: string,
  pickedAssumptions: (origin: string) => Value | undefined,
): Value | undefined {
  const kind = VARIABLES[name];
  if (kind === undefined) return undefined;
  const keys = new Set(
    sets
      .flatMap((set) => [set, ...Object.values(set.namespaces ?? {})])
      .flatMap((each) => Object.keys(each[kind] ?? {})),
  );
  const known = [...keys].flatMap((key) => {
    if (find(sets, kind, key, namespace) === undefined) return [];
    const open = waiting(kind, key, namespace);
    return [[key, pickedAssumptions(open.origin ?? "") ?? open] as const];
  });
  if (known.length === 0) return undefined;
  return openMap(
    Object.fromEntries(known),
    unknown(`${name}.* depends on the server`, { maybeUndefined: true }),
  );
}

/** What files say of a key of the key-value store. Undefined where they say nothing. */
export function givenKv(
  sets: readonly ValueSet[],
  key: string,
  namespace: string,
  pickedAssumptions: (origin: string) => Value | undefined,
): Value | undefined {
  if (find(sets, "kv", key, namespace) === undefined) return undefined;
  const open = waiting("kv", key, namespace);
  return pickedAssumptions(open.origin ?? "") ?? open;
}

/** The one case that a value from a file opens. Undefined for what is no such value. */
export function givenChoice(origin: string, sets: readonly ValueSet[]): Choice | undefined {
  if (!origin.startsWith(ORIGIN)) return undefined;
  const [kind, key, namespace] = JSON.parse(origin.slice(ORIGIN.length)) as [ValueKind, string, string];
  const found = find(sets, kind, key, namespace);
  if (found === undefined) return undefined;
  const value = fromData(found.value as Parameters<typeof fromData>[0]);
  const text = typeof found.value === "object" ? JSON.stringify(toData(value)) : valueText(value);
  const assumption: Assumption = {
    kind: "default",
    variable: NAMES[kind](key),
    value: text,
    file: found.file,
  };
  return { key: origin, alternatives: [{ value, assumption }], exhaustive: false };
}
