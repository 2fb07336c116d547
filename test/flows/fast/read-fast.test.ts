import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readFast } from "../../../src/flows/fast/read-fast.ts";
import { readAnyYaml } from "../../../src/flows/read-yaml.ts";
import { sourceText } from "../../../src/flows/source-text.ts";

/** What is read fast is what the full reader reads, problems and notes included: there are none. */
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

describe("what it reads", () => {
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
    ["signs that are no indicators", "a: -1\nb: ?x\nc: :y\nd: x#y\ne: http://x:80/y\nf: a - b\n"],
  ])("%s", (_name, text) => {
    expect(expectSame(text)).toBe(true);
  });

  test("flows as people write them", () => {
    const read = fixtures.filter((text) => expectSame(text));
    expect(read.length / fixtures.length).toBeGreaterThan(0.8);
  });
});

describe("what it leaves to the full reader", () => {
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
  ])("%s", (_name, text) => {
    expect(readFast(text)).toBeUndefined();
  });
});

describe("texts by chance", () => {
  const runs = { numRuns: 2000, seed: 20260 };

  test("lines of all kinds at all indentations", () => {
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
    fc.assert(
      fc.property(texts, (text) => void expectSame(text)),
      { ...runs, numRuns: 6000 },
    );
  });

  test("block scalars with lines of any indentation, blank ones among them", () => {
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
    fc.assert(
      fc.property(texts, (text) => void expectSame(text)),
      { ...runs, numRuns: 6000 },
    );
  });

  test("mappings with many keys, one of which may stand twice", () => {
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

  test("well-formed flows with changes by chance", () => {
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
    fc.assert(
      fc.property(texts, (text) => void expectSame(text)),
      runs,
    );
  });

  test("scalars of all signs, beside keys, in lists and in brackets", () => {
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
    fc.assert(
      fc.property(texts, (text) => void expectSame(text)),
      { ...runs, numRuns: 6000 },
    );
  });

  test("block scalars with blank lines of all lengths", () => {
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
    fc.assert(
      fc.property(texts, (text) => void expectSame(text)),
      { ...runs, numRuns: 6000 },
    );
  });

  test("trees as flows have them, with comments and blank lines anywhere", () => {
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
    let read = 0;
    fc.assert(
      fc.property(texts, (text) => {
        if (expectSame(text)) read++;
      }),
      { ...runs, numRuns: 4000 },
    );
    expect(read).toBeGreaterThan(1000);
  });
});

type Tree =
  | string
  | { readonly list: boolean; readonly items: readonly (readonly [string, Tree])[]; readonly step: number };

/** Lines of a tree at a column; the first one goes on after a dash where it is told so. */
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
