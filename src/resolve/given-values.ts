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

/** The values in one file about the server. */
export interface ValueSet extends ServerValues {
  /** Its name in assumptions. */
  readonly file: string;
  /** Values by namespace. Child namespaces inherit them; the nearest namespace takes precedence. */
  readonly namespaces?: Readonly<Record<string, ServerValues>>;
}

export type ValueKind = keyof ServerValues;

const NAMES: Readonly<Record<ValueKind, (key: string) => string>> = {
  kv: (key) => `kv('${key}')`,
  envs: (key) => `envs.${key}`,
  globals: (key) => `globals.${key}`,
  variables: (key) => `namespace.${key}`,
};

/** The template variables of each kind of value; `kv()` looks up single keys. */
const VARIABLES: Readonly<Record<string, ValueKind>> = {
  envs: "envs",
  globals: "globals",
  namespace: "variables",
};

const ORIGIN = "given:";

/** The unknown for a value from a file, decided by a case that assumes the file. */
function waiting(kind: ValueKind, key: string, namespace: string): Unknown {
  return unknown(`${NAMES[kind](key)} depends on the server`, {
    origin: ORIGIN + JSON.stringify([kind, key, namespace]),
  });
}

/** The source of a value: the last file that has it, and in it the nearest namespace. */
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

/** The variable `envs`, `globals` or `namespace` with the values from files. Undefined without such values. */
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
      .flatMap((values) => Object.keys(values[kind] ?? {})),
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

/** The value of a key of the key-value store in the files. Undefined if no file has it. */
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

/** The single case of a value from a file. Undefined for other origins. */
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
