import { describe, expect, test } from "vitest";
import { readYaml } from "../../src/flows/read-yaml.ts";
import { sourceText } from "../../src/flows/source-text.ts";
import type { YamlNode } from "../../src/flows/yaml-node.ts";

const read = (text: string) => readYaml(sourceText("flows/a.yml", text));

/** The problems of a text, as `line:column message`. */
const problems = (text: string) =>
  read(text).flatMap((document) =>
    document.problems.map(({ place, message }) => `${place.line}:${place.column} ${message}`),
  );

/** A node as plain data. */
function data(node: YamlNode | undefined): unknown {
  if (node === undefined) return undefined;
  if (node.kind === "scalar") return node.value;
  if (node.kind === "list") return node.items.map(data);
  return Object.fromEntries(node.entries.map(({ key, value }) => [key.text, data(value)]));
}

const values = (text: string) => read(text).map(({ node }) => data(node));

describe("scalars in Kestra's YAML", () => {
  test.each([
    ["yes", true],
    ["On", true],
    ["NO", false],
    ["off", false],
    ["y", "y"],
    ["n", "n"],
    ["yEs", "yEs"],
    ["~", null],
    ["Null", null],
    ["nULL", "nULL"],
    ["12", 12],
    ["+5", 5],
    ["1_000", 1000],
    ["010", 8],
    ["0o17", "0o17"],
    ["09", "09"],
    ["0x1F", 31],
    ["-0b101", -5],
    ["1.50", 1.5],
    ["1e3", 1000],
    [".5", 0.5],
    ["1.", 1],
    ["12:30:45", "12:30:45"],
    ["2024-01-01", "2024-01-01"],
    ["9223372036854775807", 9223372036854775807n],
    ["=", "="],
    ["PT1H", "PT1H"],
    ["!!str 5", "5"],
    ['!!int "5"', 5],
    ["!!bool y", true],
    ["!Ref bucket", "bucket"],
    ['"5"', "5"],
    ["''", ""],
  ])("given %s, when read, then the value is $1", (text, value) => {
    expect(values(`a: ${text}\n`)).toEqual([{ a: value }]);
  });

  test("given an empty value, when read, then it is null", () => {
    expect(values("a:\nb:\n  -\n  - 1\n")).toEqual([{ a: null, b: [null, 1] }]);
  });

  test("given keys that look like other types, when read, then they are text as written", () => {
    expect(values("1: a\ntrue: b\nno: c\n2024-01-01: d\n")).toEqual([
      { "1": "a", true: "b", no: "c", "2024-01-01": "d" },
    ]);
  });

  test("given a block scalar at the end of a file, when no line break follows, then the value has none", () => {
    expect(values("a: |\n  x\n  y")).toEqual([{ a: "x\ny" }]);
    expect(values("a: >\n  x\n  y")).toEqual([{ a: "x y" }]);
    expect(values("a: |\n  x\n")).toEqual([{ a: "x\n" }]);
  });
});

describe("aliases and merge keys", () => {
  test("given an alias, when read, then it is the text of its name, with a note", () => {
    const [document] = read("a: &common [1, 2]\nb: *common\nc: *common\n");
    expect(data(document?.node)).toEqual({ a: [1, 2], b: "common", c: "common" });
    expect(document?.notes).toEqual([
      {
        message:
          'Kestra does not resolve YAML aliases: "*common" is parsed as the text "common"; write the value itself',
        place: { file: "flows/a.yml", line: 2, column: 4 },
      },
    ]);
  });

  test("given a merge key, when read, then it is an ordinary key", () => {
    expect(values("a: &x {b: 1}\nc:\n  <<: *x\n")).toEqual([{ a: { b: 1 }, c: { "<<": "x" } }]);
  });

  test("given nested aliases (a YAML bomb), when read, then none is expanded", () => {
    const letters = [..."abcdefghijklmnopqrstuvwxyz"];
    const lines = letters.map(
      (letter, i) => `${letter}: &${letter} [${Array(9).fill(`*${letters[i - 1] ?? "a"}`)}]`,
    );
    const [document] = read(`${lines.join("\n")}\n`);
    expect(data(document?.node)).toMatchObject({ b: Array(9).fill("a"), z: Array(9).fill("y") });
  });
});

describe("documents", () => {
  test("given several documents, when read, then places count from the top of the file", () => {
    const documents = read("a: 1\n---\nb: 2\n...\n---\n- c\n");
    expect(documents.map(({ node }) => data(node))).toEqual([{ a: 1 }, { b: 2 }, ["c"]]);
    expect(documents.map(({ node }) => node?.span.start)).toEqual([0, 9, 22]);
  });

  test("given an empty text or a lone separator, when read, then there is no document or an empty one", () => {
    expect(values("")).toEqual([]);
    expect(values("# nothing\n")).toEqual([]);
    expect(values("---\n")).toEqual([null]);
  });

  test("given a separator in a block scalar, when read, then it is part of the text", () => {
    expect(values("a: |\n  x\n  ---\n  y\n")).toEqual([{ a: "x\n---\ny\n" }]);
  });

  test("given one broken document, when read, then the others are still read", () => {
    const text = "a: 1\n---\nb: [1\nc: 2\n---\nd: 3\n";
    expect(values(text)).toEqual([{ a: 1 }, undefined, { d: 3 }]);
    expect(problems(text)).toEqual([
      '4:1 not valid YAML: a list that starts with "[" is not closed before this line: add the "]"',
    ]);
  });

  test("given an unclosed quote, when read, then it ends at the next separator", () => {
    const text = "a: \"x\nb: y\n---\nc: 3\n---\nd: 'z\n---\ne: 5\n";
    expect(values(text)).toEqual([undefined, { c: 3 }, undefined, { e: 5 }]);
    expect(problems(text)).toEqual([
      "1:4 not valid YAML: this quote is never closed: close it, or use the other kind of quotes",
      "6:4 not valid YAML: this quote is never closed: close it, or use the other kind of quotes",
    ]);
    const [, second] = read(text);
    expect(second?.node?.span.start).toBe(15);
  });
});

describe("positions", () => {
  test("given every scalar style, when read, then spans include quotes and block headers", () => {
    const text = "plain: a b\nsingle: 'c'\ndouble: \"d\"\nliteral: |\n  e\nfolded: >-\n  f\n";
    const [document] = read(text);
    const entries = document?.node?.kind === "map" ? document.node.entries : [];
    const slices = entries.map(({ key, value }) => [
      text.slice(key.span.start, key.span.end),
      text.slice(value.span.start, value.span.end),
      value.kind === "scalar" ? value.style : undefined,
    ]);
    expect(slices).toEqual([
      ["plain", "a b", "plain"],
      ["single", "'c'", "single-quoted"],
      ["double", '"d"', "double-quoted"],
      ["literal", "|\n  e\n", "literal"],
      ["folded", ">-\n  f\n", "folded"],
    ]);
  });

  test("given CRLF and characters outside the basic plane, when read, then places count UTF-16 units", () => {
    const source = sourceText("a.yml", "a: 1\r\nb: 😀 x\r\nc: {{ y }}\r\n");
    const [document] = readYaml(source);
    expect(document?.problems[0]?.place).toEqual({ file: "a.yml", line: 3, column: 4 });
    expect(source.place(source.text.indexOf("x"))).toEqual({ file: "a.yml", line: 2, column: 7 });
    expect(source.line(2)).toBe("b: 😀 x");
  });
});

describe("unreadable YAML", () => {
  test("given duplicate keys, when read, then both places are reported, at most 20 times", () => {
    expect(problems("a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\n")).toEqual([
      '5:3 the key "c" is a duplicate in its mapping, first used on line 3: remove or rename one',
    ]);
    expect(problems("{a: 1, a: 2}")).toHaveLength(1);
    expect(problems("1: a\n'1': b\n")).toHaveLength(1);
    expect(problems("a: 1\n".repeat(1_000))).toHaveLength(20);
  });

  test.each([
    ["id: {{ inputs.x }}\n", "1:5", "{{ inputs.x }}"],
    ["id: {{ inputs.x }}-bucket\n", "1:5", "{{ inputs.x }}-bucket"],
    ["ids:\n  - {{ inputs.x | slugify }}\n", "2:5", "{{ inputs.x | slugify }}"],
    ["a:\n  id: {{ outputs['x'].y }}\n", "2:7", "{{ outputs['x'].y }}"],
  ])(
    "given an unquoted expression in %j, when read, then the message asks for quotes",
    (text, place, expression) => {
      expect(problems(text)).toEqual([
        `${place} not valid YAML: the expression "${expression}" is not quoted, so YAML parses its "{" as the start of a mapping: quote the whole value`,
      ]);
    },
  );

  test.each([
    ["{{- if .Values.on }}\na: b\n{{- end }}\n", "1:1", "{{- if .Values.on }}"],
    ["a:\n  {% for x in y %}\n", "2:3", "{% for x in y %}"],
    ["a: {{- x }}\n", "1:4", "{{- x }}"],
  ])(
    "given a tag of another template tool in %j, when read, then the message names the tag",
    (text, place, tag) => {
      expect(problems(text)).toEqual([
        `${place} not valid YAML: "${tag}" is a template tag, not YAML: exclude the file if it is a template, otherwise quote the tag or move it into a text block`,
      ]);
    },
  );

  test.each([
    [
      "a:\n\tb: 1\n",
      "2:1 not valid YAML: the indentation contains a tab, but YAML allows only spaces: replace the tab with spaces",
    ],
    ["a: b: c\n", '1:4 not valid YAML: unquoted text cannot contain ": ": quote it'],
    [
      "- id: x\n    type: y\n",
      "1:7 not valid YAML: the next line is indented too far and continues this text: indent it like the key before this text",
    ],
    ["id:x\nb: 1\n", '1:1 not valid YAML: a key needs a space after its ":": add the space'],
    [
      "a:\n  b: 1\n  c\n",
      '3:3 not valid YAML: this line is parsed as a key without ":": add the ":", or check its indentation',
    ],
    [
      "a: 'it's'\n",
      "1:8 not valid YAML: there is text after the end of a value: double the quotes inside quotes, or use the other kind",
    ],
    [
      'a: "\\d"\n',
      "1:5 not valid YAML: invalid escape sequence in double quotes: double the backslash, or use single quotes",
    ],
    [
      "a: 1\n b: 2\n",
      "1:4 not valid YAML: the next line is indented too far and continues this text: indent it like the key before this text",
    ],
    [
      "a:\n  b: 1\n c: 2\n",
      "3:2 not valid YAML: the indentation of this line differs from its siblings: indent all keys of a mapping, or all items of a list, equally",
    ],
    [
      "a:\n  - b\n  c: 1\n",
      "3:3 not valid YAML: the indentation of this line differs from its siblings: indent all keys of a mapping, or all items of a list, equally",
    ],
    ["a: 1\n}\n", "2:1 not valid YAML: unmatched closing bracket: remove it, or quote the text"],
    [
      "a: |text\n",
      '1:5 not valid YAML: a text block starts on the line after its "|" or ">": move the text there, indented',
    ],
    ["a: @b\n", "1:4 not valid YAML: text cannot start with this character: quote it"],
    ["? [a]\n: b\n", "1:3 a mapping key must be plain text, not a list, a mapping or an alias: quote it"],
  ])("given %j, when read, then there is one problem with its cause and remedy", (text, problem) => {
    expect(problems(text)).toEqual([problem]);
  });

  test.each([
    ["flow lists", `${"[".repeat(10_000)}${"]".repeat(10_000)}`, "1:258"],
    ["flow lists that are not closed", "[".repeat(1_000_000), "1:258"],
    ["flow mappings", `${"{a: ".repeat(10_000)}x${"}".repeat(10_000)}`, "1:1029"],
    ["list items on one line", `${"- ".repeat(10_000)}x`, "1:515"],
    [
      "mappings by indentation",
      Array.from({ length: 2_000 }, (_, i) => `${" ".repeat(i)}a:`).join("\n"),
      "258:258",
    ],
  ])("given 10,000 levels of %s, when read, then the depth limit is reported", (_, text, place) => {
    expect(problems(text)).toEqual([
      `${place} mappings and lists are nested more than 256 deep: exclude or flatten the file (the rest is skipped)`,
    ]);
  });

  test("given 256 levels, or a document before one that is too deep, when read, then they are read", () => {
    expect(problems(`${"[".repeat(256)}${"]".repeat(256)}`)).toEqual([]);
    expect(values(`a: 1\n---\n${"[".repeat(300)}`)).toEqual([{ a: 1 }, undefined]);
  });
});
