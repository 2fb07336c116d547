import fc from "fast-check";
import { fromData, type Unknown, unknown, type Value } from "../../src/pebble/index.ts";

/** Known variables, and the same variables with some unknown values or parts. */
export interface VariablePair {
  readonly known: Readonly<Record<string, Value>>;
  readonly partial: Readonly<Record<string, Value>>;
}

type Data = null | boolean | number | string | readonly Data[] | { readonly [key: string]: Data };

const scalar: fc.Arbitrary<Data> = fc.constantFrom<Data[]>(
  null,
  true,
  false,
  0,
  1,
  -3,
  2.5,
  "",
  " ",
  "a",
  "b-",
  "A b",
  "-a-",
  "ab,c",
  "x1",
  "1",
  "{{ s }}",
  "{% raw %}q{% endraw %}",
  "Zürich Straße",
  '{"k":1}',
  "2024-02-29",
  "2023-12-31T23:59:59Z",
  "yyyy",
  "single",
  "true",
  "[1,null]",
);
const listOfData: fc.Arbitrary<Data> = fc.array(scalar, { maxLength: 3 });
const mapOfData: fc.Arbitrary<Data> = fc.record(
  { k: scalar, s: scalar, in: fc.record({ x: scalar }) },
  { requiredKeys: [] },
);
const data = fc.oneof(
  { weight: 4, arbitrary: scalar },
  { weight: 1, arbitrary: listOfData },
  { weight: 1, arbitrary: mapOfData },
);

const variables = fc.record(
  { a: data, b: data, s: data, n: scalar, l: fc.oneof(listOfData, data), m: fc.oneof(mapOfData, data) },
  { requiredKeys: [] },
);

/** A stream of small numbers that selects the unknown parts and their flags. */
const choices = fc.array(fc.nat({ max: 7 }), { minLength: 40, maxLength: 40 });

export const variablePair: fc.Arbitrary<VariablePair> = fc
  .tuple(variables, choices)
  .map(([given, stream]) => {
    let at = 0;
    const next = (): number => stream[at++ % stream.length] ?? 0;
    const known: Record<string, Value> = {};
    const partial: Record<string, Value> = {};
    for (const name of ["a", "b", "s", "n", "l", "m"] as const) {
      const value: Data | undefined = given[name];
      if (value !== undefined) known[name] = fromData(value);
      const replaced = replace(value, next);
      if (replaced !== undefined) partial[name] = fromData(replaced);
    }
    return { known, partial };
  });

/** The value, an unknown in its place, or the value with unknown parts. */
function replace(value: Data | undefined, next: () => number): unknown {
  const choice = next();
  if (choice >= 5) return unknownFor(value, next());
  if (value === undefined || value === null || typeof value !== "object") return value;
  if (Array.isArray(value))
    return value.map((item: Data) => (next() >= 5 ? unknownFor(item, next() & 5) : item));
  const entries = Object.entries(value).map(([key, item]): [string, unknown] => [key, replace(item, next)]);
  if (!("none" in value) && next() >= 6) entries.push(["none", unknownFor(undefined, 0)]);
  return Object.fromEntries(entries);
}

/** An unknown with the flags required for the value, and possibly further flags. */
function unknownFor(value: Data | undefined, extra: number): Unknown {
  const isWord = value === null || (typeof value !== "object" && /^[A-Za-z0-9]+$/.test(String(value)));
  return unknown("known only at run time", {
    maybeNull: value === null || (extra & 1) > 0,
    maybeUndefined: value === undefined || (extra & 2) > 0,
    word: (value === undefined || isWord) && (extra & 4) > 0,
  });
}
