import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CERTAINTIES } from "../../src/model/model.ts";
import { METHODS, type Method, ORIGINS, type Selection, STATES } from "../../src/selection/ast.ts";
import { parseSelection } from "../../src/selection/parse.ts";
import { printSelection } from "../../src/selection/print.ts";
import { SelectionError } from "../../src/selection/selection-error.ts";

/** The tree without offsets, for comparing meanings. */
function withoutOffsets(selection: Selection): unknown {
  return JSON.parse(JSON.stringify(selection, (key, value) => (key === "at" ? undefined : value)));
}

const id = (value: string) => ({ kind: "atom", method: "id", value, quoted: false });
const quoted = (value: string) => ({ kind: "atom", method: "id", value, quoted: true });
const atom = (method: string, value: string) => ({ kind: "atom", method, value, quoted: false });
const walk = (of: unknown, depths: object) => ({ kind: "walk", ...depths, of });
const both = (...items: unknown[]) => ({ kind: "and", items });
const either = (...items: unknown[]) => ({ kind: "or", items });
const not = (of: unknown) => ({ kind: "not", of });

describe("parsing a selection", () => {
  test.each<[string, unknown]>([
    ["trips", id("trips")],
    ["sample_data.nyc.taxi", id("sample_data.nyc.taxi")],
    ["lic-win-1", id("lic-win-1")],
    ["1st", id("1st")],
    ["2", id("2")],
    ["*", { kind: "all" }],
    ["stg_*", id("stg_*")],
    ["id:*", id("*")],
    ["external", { kind: "external" }],
    ["id:external", id("external")],
    ["roots", id("roots")],
    ['"two words"', quoted("two words")],
    ["'it''s'", undefined],
    ["'say \"hi\"'", quoted('say "hi"')],
    ['"a \\"quote\\" and a \\\\"', quoted('a "quote" and a \\')],
    ['"crn:aws:s3"', quoted("crn:aws:s3")],
    ["id:crn:aws:s3", id("crn:aws:s3")],
    ["id:crn:aws:s3+2", walk(id("crn:aws:s3"), { down: 2 })],
    ["flows/a/*.yaml", atom("path", "flows/a/*.yaml")],
    ["etl.yml", atom("path", "etl.yml")],
    ['"etl.yml"', quoted("etl.yml")],
    ["id:etl.yml", id("etl.yml")],
    ["type:Table", atom("type", "Table")],
    ["namespace:company.*", atom("namespace", "company.*")],
    ["owner:@org/data-team", atom("owner", "@org/data-team")],
    ["label:tier=gold", atom("label", "tier=gold")],
    ["meta.model_layer:mart", { ...atom("meta", "mart"), key: "model_layer" }],
    ["meta.config.region:eu", { ...atom("meta", "eu"), key: "config.region" }],
    ['type:"My Type"', { ...atom("type", "My Type"), quoted: true }],
    ["certainty:pattern", atom("certainty", "pattern")],
    ["origin:inferred", atom("origin", "inferred")],
    ["state:modified", atom("state", "modified")],
    ["+trips", walk(id("trips"), { up: "unlimited" })],
    ["trips+", walk(id("trips"), { down: "unlimited" })],
    ["+trips+", walk(id("trips"), { up: "unlimited", down: "unlimited" })],
    ["trips+2", walk(id("trips"), { down: 2 })],
    ["2+trips", walk(id("trips"), { up: 2 })],
    ["1+trips+", walk(id("trips"), { up: 1, down: "unlimited" })],
    ["1+trips+3", walk(id("trips"), { up: 1, down: 3 })],
    ["trips+0", walk(id("trips"), { down: 0 })],
    ["2+", walk(id("2"), { down: "unlimited" })],
    ["2+2", walk(id("2"), { up: 2 })],
    ["1+2+3", walk(id("2"), { up: 1, down: 3 })],
    ["2+ a", either(walk(id("2"), { down: "unlimited" }), id("a"))],
    ["(a+)+1", walk(walk(id("a"), { down: "unlimited" }), { down: 1 })],
    ["a b", either(id("a"), id("b"))],
    ["a or b", either(id("a"), id("b"))],
    ["a OR b", either(id("a"), id("b"))],
    ["a And NOT b", both(id("a"), not(id("b")))],
    ["id:AND", id("AND")],
    ["writes:load", atom("writes", "load")],
    ["reads:company/load", atom("reads", "company/load")],
    ["a b or c", either(id("a"), id("b"), id("c"))],
    ["(a or b) or c", either(id("a"), id("b"), id("c"))],
    ["a,b", both(id("a"), id("b"))],
    ["a and b,c", both(id("a"), id("b"), id("c"))],
    ["a,b c", either(both(id("a"), id("b")), id("c"))],
    ["a or b and c", either(id("a"), both(id("b"), id("c")))],
    ["(a or b) and c", both(either(id("a"), id("b")), id("c"))],
    ["a+ and +b", both(walk(id("a"), { down: "unlimited" }), walk(id("b"), { up: "unlimited" }))],
    ["not a and b", both(not(id("a")), id("b"))],
    ["not (a and b)", not(both(id("a"), id("b")))],
    ["not not a", not(not(id("a")))],
    ["not +a", not(walk(id("a"), { up: "unlimited" }))],
    ["a not b", either(id("a"), not(id("b")))],
    ["roots(a b)", { kind: "roots", of: either(id("a"), id("b")) }],
    ["sinks(type:Table)+1", walk({ kind: "sinks", of: atom("type", "Table") }, { down: 1 })],
    [
      "type:Table and meta.model_layer:mart",
      both(atom("type", "Table"), { ...atom("meta", "mart"), key: "model_layer" }),
    ],
    ["straße", id("straße")],
  ])("given %s, when parsed, then it has this meaning", (text, expected) => {
    if (expected === undefined) expect(() => parseSelection(text)).toThrow(SelectionError);
    else expect(withoutOffsets(parseSelection(text))).toEqual(expected);
  });
});

describe("errors of a selection", () => {
  test.each<[string, number, string, string | undefined]>([
    [
      "",
      0,
      "unexpected end of the selection",
      'Expected an id, a method such as "type:", "roots(", "(" or "not".',
    ],
    [
      "  ",
      2,
      "unexpected end of the selection",
      'Expected an id, a method such as "type:", "roots(", "(" or "not".',
    ],
    [
      "a and",
      5,
      "unexpected end of the selection",
      'Expected an id, a method such as "type:", "roots(", "(" or "not".',
    ],
    ["AND a", 0, 'missing operand before "AND"', 'Write "id:AND" for an asset with this name.'],
    ["and a", 0, 'missing operand before "and"', 'Write "id:and" for an asset with this name.'],
    ["a or or b", 5, 'missing operand before "or"', 'Write "id:or" for an asset with this name.'],
    ["(a or b", 7, "unexpected end of the selection", 'Expected ")" for the "(" at character 1.'],
    ["a)", 1, 'unexpected ")"', 'Expected "and", "or", "," or the end.'],
    ["tpye:Table", 0, 'unknown method "tpye" (did you mean "type"?)', undefined],
    ["meta:mart", 0, '"meta" needs a key', 'Write "meta.<key>:<value>", as in "meta.owner:data".'],
    ["type.x:mart", 0, 'unknown method "type.x" (did you mean "type"?)', undefined],
    ["type:", 5, '"type:" has no value', 'Expected a value, as in "type:name"; quote values with spaces.'],
    [
      "type: Table",
      5,
      '"type:" has no value',
      'Expected a value, as in "type:name"; quote values with spaces.',
    ],
    [
      "state:modifed",
      6,
      'invalid value for "state:": "modifed" (did you mean "modified"?)',
      "Expected one of new, modified, removed, unmodified.",
    ],
    [
      "certainty:sure",
      10,
      'invalid value for "certainty:": "sure"',
      "Expected one of exact, default, choice, pattern.",
    ],
    ["root(a)", 0, 'unknown function "root" (did you mean "roots"?)', 'Expected "roots(" or "sinks(".'],
    ["a++", 2, 'two "+" in a row', '"+" means any distance; "+2" means two steps.'],
    ["++a", 1, 'missing operand after "+"', 'Expected an operand, as in "+trips".'],
    ["+ a", 1, 'missing operand after "+"', 'Expected an operand, as in "+trips".'],
    [
      "a+b",
      2,
      'unexpected operand after "+"',
      'Expected a number or a space. "a+ and +b" selects everything between a and b.',
    ],
    ["a, b", 1, 'unexpected space next to ","', 'Write "a,b" or "a and b": a space alone means "or".'],
    [
      "(a)(b)",
      3,
      "missing operator between two operands",
      'Expected "and", "or", "," or a space (which means "or") between them.',
    ],
    ["a & b", 2, '"&" is not a selection operator', 'Write "and" instead.'],
    ["a [b]", 2, 'unexpected character "["', "Quote values with special characters."],
    ['a "b', 2, "unclosed quote", 'Expected another " before the end.'],
    ['"crn":aws', 5, 'unexpected ":" after a quoted value', 'Quote the whole value: "crn:...".'],
    ["a+99999999999", 2, '"99999999999" steps are too many', "Omit the number for any distance."],
  ])('given "%s", when parsed, then the error has offset %i and says: %s', (text, offset, problem, hint) => {
    const error = errorOf(text);
    expect({ offset: error.offset, problem: error.problem }).toEqual({ offset, problem });
    if (hint !== undefined) expect(error.hint).toBe(hint);
  });

  test("given an id with colons, when parsed, then the hint shows how to write it", () => {
    const error = errorOf("type:Table and crn:aws:s3");
    expect(error.message).toBe(
      ['unknown method "crn"', "  type:Table and crn:aws:s3", "                 ^"].join("\n"),
    );
    expect(error.hint).toBe(
      "Methods: id, type, namespace, meta, owner, status, certainty, origin, flow, writes, reads, task, plugin, label, path, state. " +
        'For an id with ":" write id:crn:aws:s3 or "crn:aws:s3".',
    );
  });

  test("given control characters, when shown, then each is one replacement so that the caret is in place", () => {
    const escapeCharacter = String.fromCharCode(27);
    expect(errorOf(`a "${escapeCharacter}[31m" [`).message.split("\n").slice(1, 3)).toEqual([
      '  a "\ufffd[31m" [',
      "            ^",
    ]);
  });

  test("given a long selection, when it has an error, then only the text around the place is shown", () => {
    const [, line, caret] = errorOf(`${"x ".repeat(500)}[`).message.split("\n");
    expect(line?.startsWith("  ...")).toBe(true);
    expect(line?.[(caret ?? "").indexOf("^")]).toBe("[");
  });

  test("given endless nesting, when parsed, then it is rejected", () => {
    expect(errorOf("(".repeat(5000)).problem).toBe("parentheses are nested more than 200 deep");
    expect(errorOf(`${"not ".repeat(5000)}a`).problem).toBe('more than 200 times "not" in a row');
  });
});

function errorOf(text: string): SelectionError {
  try {
    parseSelection(text);
  } catch (error) {
    if (error instanceof SelectionError) return error;
    throw error;
  }
  throw new Error(`${text} was parsed without an error`);
}

describe("printing a selection", () => {
  test.each([
    "trips",
    "id:crn:aws:s3+2",
    "not (a or b) and +c",
    '1+(a or "b c")+',
    "roots(+a) or sinks(b+3)",
    "meta.x:y and path:flows",
    "id:2+2",
    "flows/a/*.yaml",
    "id:external or id:and",
  ])("given %s, when parsed and printed, then it is the same text", (text) => {
    expect(printSelection(parseSelection(text))).toBe(text);
  });

  const wordValue = fc.stringMatching(/^[A-Za-z0-9._*?/@=-]{1,12}$/);
  const colonValue = fc.stringMatching(/^[A-Za-z0-9:._*-]{1,12}$/);
  const key = fc.stringMatching(/^[A-Za-z0-9_-]{1,6}(\.[a-z]{1,3})?$/);
  const method = fc.constantFrom(...(Object.keys(METHODS) as Method[]));
  const atomTree = fc
    .record({
      method,
      key,
      value: fc.oneof(
        wordValue.map((value) => ({ value, quoted: false })),
        colonValue.map((value) => ({ value, quoted: false })),
        fc
          .constantFrom("and", "or", "not", "external", "*", "7", "roots")
          .map((value) => ({ value, quoted: false })),
        fc.string().map((value) => ({ value, quoted: true })),
      ),
      state: fc.constantFrom(...STATES),
      certainty: fc.constantFrom(...CERTAINTIES),
      origin: fc.constantFrom(...ORIGINS),
    })
    .map(({ method, key, value, state, certainty, origin }): Selection => {
      if (method === "state") return { kind: "atom", method, value: state, quoted: false, at: 0 };
      if (method === "origin") return { kind: "atom", method, value: origin, quoted: false, at: 0 };
      if (method === "certainty") return { kind: "atom", method, value: certainty, quoted: false, at: 0 };
      return { kind: "atom", method, ...(method === "meta" && { key }), ...value, at: 0 };
    });
  const depth = fc.oneof(fc.constant("unlimited" as const), fc.nat({ max: 1000 }));
  const { tree } = fc.letrec<{ tree: Selection }>((tie) => ({
    tree: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      atomTree,
      fc.constantFrom<Selection>({ kind: "all" }, { kind: "external" }),
      tie("tree").map((of): Selection => ({ kind: "not", of })),
      fc
        .record({
          of: tie("tree"),
          up: fc.option(depth, { nil: undefined }),
          down: fc.option(depth, { nil: undefined }),
        })
        .map(({ of, up, down }): Selection => {
          if (up === undefined && down === undefined) return of;
          return { kind: "walk", ...(up !== undefined && { up }), ...(down !== undefined && { down }), of };
        }),
      fc
        .record({ kind: fc.constantFrom("roots" as const, "sinks" as const), of: tie("tree") })
        .map((ends): Selection => ends),
      fc
        .record({
          kind: fc.constantFrom("and" as const, "or" as const),
          items: fc.array(tie("tree"), { minLength: 2, maxLength: 4 }),
        })
        .map(
          ({ kind, items }): Selection => ({
            kind,
            items: items.flatMap((item) => (item.kind === kind ? item.items : [item])),
          }),
        ),
    ),
  }));

  test("given a random tree, when printed and parsed, then it is the same tree", () => {
    fc.assert(
      fc.property(tree, (selection) => {
        expect(withoutOffsets(parseSelection(printSelection(selection)))).toEqual(withoutOffsets(selection));
      }),
      { numRuns: 2000 },
    );
  });

  test("given any text, when parsed, then it is read or rejected with a SelectionError", () => {
    const piece = fc.constantFrom(
      "a",
      "2",
      "+",
      "(",
      ")",
      ",",
      " ",
      ":",
      "not",
      "and",
      "or",
      "roots",
      '"',
      "type",
      "*",
      "[",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map((pieces) => pieces.join("")),
        ),
        (text) => {
          try {
            const selection = parseSelection(text);
            expect(withoutOffsets(parseSelection(printSelection(selection)))).toEqual(
              withoutOffsets(selection),
            );
          } catch (error) {
            expect(error).toBeInstanceOf(SelectionError);
          }
        },
      ),
      { numRuns: 3000 },
    );
  });
});
