import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readFast } from "../../../src/flows/fast/read-fast.ts";
import { readAnyYaml } from "../../../src/flows/read-yaml.ts";
import { sourceText } from "../../../src/flows/source-text.ts";

/** Compares the fast reader with the full reader, which must report nothing. Returns false for unsupported text. */
function expectSame(text: string): boolean {
  const node = readFast(text);
  if (node === undefined) return false;
  expect(readAnyYaml(sourceText("flow.yaml", text)), JSON.stringify(text)).toEqual([
    { node, problems: [], notes: [] },
  ]);
  return true;
}

const fixtures = readdirSync("fixtures", { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
  .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));

describe("text that the fast reader reads", () => {
  test.each([
    ["a mapping", "a: 1\nb: two\n"],
    ["no line break at the end", "a: 1"],
    ["lists at and below the key", "a:\n- 1\n- 2\nb:\n  - x: 1\n    y: 2\n  - z\n"],
    ["nothing", "a:\nb:\n  c:\nd:"],
    ["quotes", "a: 'it''s'\nb: \"x\\n\\\"y\\\"\"\n'c d': 1\n\"e\": 2\n"],
    ["a literal scalar", "a: |\n  one\n   two\n\n  three\n\n\nb: 1\n"],
    ["a literal scalar at the end", "a:\n  - |-\n    one\n      two"],
    ["kept line breaks", "a: |+\n  one\n\n\nb: >+\n  two\n\n"],
    ["a folded scalar", "a: >\n\n  one\n  two\n\n  three\n    code\n    code\n\n  four\n"],
    ["text over several lines", "a: one\n  two\n\n  three\nb:\n  - four\n    five\n"],
    ["collections on one line", 'a: [1, "b", {c: d, "e":f}, []]\nb: {}\n'],
    [
      "comments between",
      "# a\na: 1 # b\n# c\n\n  # d\nb:\n  c: 2\n  # e\n\n# f\nd: |\n  x\n  # no comment\n # g\n",
    ],
    ["comments that belong to a collection", "a:\n  - b: 1\n    # c\n  # d\n  - e: 2\n  # f\ng: 3\n"],
    ["signs that are not indicators", "a: -1\nb: ?x\nc: :y\nd: x#y\ne: http://x:80/y\nf: a - b\n"],
  ])("given %s, when read, then the result equals the full reader's", (_name, text) => {
    expect(expectSame(text)).toBe(true);
  });

  test("given the fixtures, when read, then more than 80 percent do not need the full reader", () => {
    const read = fixtures.filter((text) => expectSame(text));
    expect(read.length / fixtures.length).toBeGreaterThan(0.8);
  });
});

describe("text left to the full reader", () => {
  test.each([
    ["a tab", "a:\n\tb: 1\n"],
    ["a carriage return", "a: 1\r\nb: 2\r\n"],
    ["several documents", "a: 1\n---\nb: 2\n"],
    ["a document marker first", "---\na: 1\n"],
    ["an anchor", "a: &x 1\n"],
    ["an alias", "a: *x\n"],
    ["a tag", "a: !!str 1\n"],
    ["a key twice", "a: 1\na: 2\n"],
    ["an explicit key", "? a\n: 1\n"],
    ["an expression without quotes", "a: {{ b }}\n"],
    ["a mapping in a line of text", "a: b: c\n"],
    ["wrong indentation", "a: 1\n  b: 2\n"],
    ["text at the top", "only text\n"],
    ["a quote that is not closed", 'a: "b\n'],
    ["a key without a value", "a: 1\nb\n"],
    ["nothing at all", ""],
    ["a comment alone", "# a\n"],
  ])("given %s, when read, then the fast reader declines", (_name, text) => {
    expect(readFast(text)).toBeUndefined();
  });
});

describe("random text", () => {
  const runs = { numRuns: 2000, seed: 20260 };

  /** Checks that both readers agree on all texts, and that the fast reader supports at least `reads` of them. */
  function expectAgreement(texts: fc.Arbitrary<string>, reads: number, numRuns = runs.numRuns): void {
    let read = 0;
    fc.assert(
      fc.property(texts, (text) => {
        if (expectSame(text)) read++;
      }),
      { ...runs, numRuns },
    );
    expect(read).toBeGreaterThanOrEqual(reads);
  }

  test("given lines of all kinds at all indentations, when read, then both readers agree", () => {
    const content = fc.constantFrom(
      ...["a: 1", "b:", "c: |", "d: >-", "- e", "- f: 1", "- g:", "- |+", "# h", "text", "i: text # j", ""],
      ...[
        "'k': l",
        '"m": "n\\t"',
        "o: [1, {p: q}]",
        "- [r]",
        "s: 'it''s'",
        "t : 1",
        "u: - v",
        "- - w",
        "--- x",
      ],
      ...[
        "- 'y'",
        '- "z": 1',
        "aa: {b: c}",
        "{d: e}",
        "f: &g h",
        "- *i",
        "j: >",
        "k: [",
        "l: ?",
        "- ",
        "m: :n",
      ],
    );
    const line = fc
      .tuple(fc.integer({ min: 0, max: 3 }), content)
      .map(([depth, text]) => "  ".repeat(depth) + text);
    const texts = fc
      .tuple(fc.array(line, { maxLength: 12 }), fc.constantFrom("", "\n", "\n\n", "\n  ", "\n# end"))
      .map(([lines, end]) => lines.join("\n") + end);
    expectAgreement(texts, 100, 6000);
  });

  test("given block scalars with lines of any indentation, when read, then both readers agree", () => {
    const line = fc
      .tuple(fc.integer({ min: 0, max: 6 }), fc.constantFrom("", "", "x", "y z", "- a: 1", "# b"))
      .map(([spaces, text]) => " ".repeat(spaces) + text);
    const texts = fc
      .tuple(
        fc.constantFrom("|", "|-", "|+", ">", ">-", ">+"),
        fc.array(line, { minLength: 1, maxLength: 8 }),
        fc.constantFrom("", "\n", "\n\n", "\n   ", "\nb: 1\n", "\n\nb: 1"),
        fc.boolean(),
      )
      .map(([header, lines, end, inList]) => `${inList ? "- a" : "a"}: ${header}\n${lines.join("\n")}${end}`);
    expectAgreement(texts, 1000, 6000);
  });

  test("given mappings with many keys, when read, then only those without duplicates are read fast", () => {
    const names = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 10, maxLength: 40 });
    const texts = names.map((all) => all.map((name) => `key_${name}: ${name}\n`).join(""));
    fc.assert(
      fc.property(texts, (text) => {
        const keys = text.split("\n").slice(0, -1);
        expect(expectSame(text)).toBe(new Set(keys).size === keys.length);
      }),
      runs,
    );
  });

  test("given flow files with random edits, when read, then both readers agree", () => {
    const change = fc.record({
      at: fc.nat(),
      cut: fc.integer({ min: 0, max: 4 }),
      insert: fc.constantFrom(
        "",
        " ",
        "  ",
        "\n",
        "\n\n",
        "#",
        " #",
        "- ",
        ": ",
        ":",
        "'",
        '"',
        "|",
        ">",
        "[",
        "}",
        "\\",
        ",",
        "x",
      ),
    });
    const texts = fc
      .tuple(fc.constantFrom(...fixtures), fc.array(change, { minLength: 1, maxLength: 3 }))
      .map(([text, changes]) =>
        changes.reduce((now, { at, cut, insert }) => {
          const offset = at % (now.length + 1);
          return now.slice(0, offset) + insert + now.slice(offset + cut);
        }, text),
      );
    expectAgreement(texts, 300);
  });

  test("given scalars with all signs in keys, lists and brackets, when read, then both readers agree", () => {
    const sign = fc.constantFrom(...`ab1 -?:#,[]{}'"&*!|>%@~\\/.\n`.split(""));
    const scalar = fc.array(sign, { maxLength: 8 }).map((signs) => signs.join(""));
    const texts = fc
      .tuple(scalar, scalar, scalar)
      .chain(([a, b, c]) =>
        fc.constantFrom(
          `k: ${a}\nl: ${b}`,
          `- ${a}\n- ${b}\n`,
          `k: [${a}, ${b}]\n`,
          `k: {${a}: ${b}}`,
          `${a}: ${b}\n${c}`,
          `k:\n  ${a}\n  ${b}\n`,
        ),
      );
    expectAgreement(texts, 300, 6000);
  });

  test("given block scalars with blank lines of all lengths, when read, then both readers agree", () => {
    const line = fc.constantFrom(
      "",
      " ",
      "  ",
      "   ",
      "    ",
      "  x",
      "   x",
      "  x ",
      " x",
      "  # x",
      "# x",
      "y: 1",
    );
    const texts = fc
      .tuple(
        fc.constantFrom("k: |", "k: >", "k: |-", "k: >-", "k: |+", "k: >+", "k:\n - |", "k:\n- >+"),
        fc.array(line, { maxLength: 7 }),
        fc.constantFrom("", "\n"),
      )
      .map(([header, lines, end]) => [header, ...lines].join("\n") + end);
    expectAgreement(texts, 1500, 6000);
  });

  test("given trees of keys and lists with comments and blank lines, when read, then both readers agree", () => {
    const between = fc.constantFrom(
      "",
      "",
      "",
      "",
      "\n",
      "# c\n",
      "  # c\n",
      "    # c\n",
      "\n      # c\n# d\n",
      "  \n",
    );
    const scalar = fc.constantFrom(
      "x",
      "1.5 # c",
      "'a b'",
      '"c: d"  ',
      "[1, 2] # c",
      "{}",
      "a\n           b",
      "|\n           a\n            b\n",
    );
    const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        scalar,
        fc.record({
          list: fc.boolean(),
          items: fc.array(fc.tuple(between, tie("tree")), { minLength: 1, maxLength: 3 }),
          step: fc.constantFrom(0, 2, 2, 2, 4),
        }),
      ),
    }));
    const texts = fc.tuple(tree, between).map(([root, end]) => print(root, 0, false) + end);
    expectAgreement(texts, 1000, 4000);
  });
});

type Tree =
  | string
  | { readonly list: boolean; readonly items: readonly (readonly [string, Tree])[]; readonly step: number };

/** The lines of a tree, indented to a column. With `afterDash`, the first line follows a dash. */
function print(tree: Tree, column: number, afterDash: boolean): string {
  if (typeof tree === "string") return tree.endsWith("\n") ? tree : `${tree}\n`;
  const indent = " ".repeat(column);
  return tree.items
    .map(([before, child], index) => {
      const first = afterDash && index === 0 ? "" : before + indent;
      if (tree.list)
        return `${first}- ${typeof child === "object" && child.list ? "x\n" : print(child, column + 2, true)}`;
      const inner =
        typeof child === "string"
          ? ` ${print(child, column, false)}`
          : `\n${print(child, column + (child.list ? child.step : 2), false)}`;
      return `${first}k${index}:${inner}`;
    })
    .join("");
}
