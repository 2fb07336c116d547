import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readValues } from "../../src/drift/read-records.ts";
import { recordTexts } from "../../src/drift/record-texts.ts";

const bytes = (text: string) => Buffer.from(text, "utf8");
const texts = (...chunks: string[]) => [...recordTexts(chunks.map(bytes), "e.ion")];
const values = (text: string | Uint8Array) => [
  ...readValues({ shown: "e.ion", chunks: [typeof text === "string" ? bytes(text) : text] }),
];

describe("given the texts of an export, when split into records", () => {
  test.each([
    ["one per line", '{"id":"a"}\n{"id":"b"}\n', ['{"id":"a"}', '{"id":"b"}']],
    ["in one list", '[ {"id":"a"},\n {"id":"b"} ]', ['{"id":"a"}', '{"id":"b"}']],
    ["without separators", "{id:a}{id:b}", ["{id:a}", "{id:b}"]],
    ["after a version marker", "$ion_1_0 {id:a}", ["{id:a}"]],
    ["with brackets in strings", "{id:\"}]\",note:'{'}", ["{id:\"}]\",note:'{'}"]],
    ["with a long string", "{id:'''a } ' \\''' b'''}", ["{id:'''a } ' \\''' b'''}"]],
    ["with comments", "/* { */ {id:a, // }\n b:1} // {", ["{id:a, // }\n b:1}"]],
    ["with escaped quotes", '{"id":"a\\"}"}', ['{"id":"a\\"}"}']],
    ["nothing", " \n", []],
  ])("%s, then each is found", (_, text, expected) => {
    expect(texts(text).map((record) => record.text)).toEqual(expected);
  });

  test("on several lines, then each has the line of its beginning", () => {
    expect(texts("{\nid:a\n}\n\n{id:b}").map(({ line }) => line)).toEqual([1, 5]);
  });

  test("cut anywhere, then the result is the same", () => {
    const text = "$ion_1_0 /* { */ {id:'''ä } \\''' b''', n:[1,{x:\"}\"}]} // {\n{\"id\":\"ü\"}";
    let compared = 0;
    fc.assert(
      fc.property(fc.array(fc.nat(bytes(text).length), { maxLength: 12 }), (cuts) => {
        const all = bytes(text);
        const ends = [0, ...cuts.sort((a, b) => a - b), all.length];
        const chunks = ends.slice(1).map((end, at) => all.subarray(ends[at], end));
        compared++;
        expect([...recordTexts(chunks, "e.ion")]).toEqual(texts(text));
      }),
    );
    expect(compared).toBeGreaterThan(0);
  });

  test.each([
    ["a truncated record", '{"id":"a"}\n{"id":', "an incomplete record in line 2"],
    ["a list without its end", "[{id:a}", "a list without its end in line 1"],
    ["a table", "id,type\na,b\n", "text outside a record in line 1"],
    ["a number", "{id:a}\n17", "text outside a record in line 2"],
    ["deep nesting", `{a:${"[".repeat(200)}`, "a record with more than 100 levels in line 1"],
    ["a huge record", `{a:"${"x".repeat(18_000_000)}`, "an incomplete record in line 1"],
  ])("%s, then it is an error with its place", (_, text, message) => {
    expect(() => texts(text)).toThrow(message);
  });

  test("a record beyond the limit, then no more of it is read", () => {
    const chunks = function* () {
      yield bytes('{"a":"');
      for (let at = 0; at < 40; at++) yield bytes("x".repeat(1_000_000));
      throw new Error("read on");
    };
    expect(() => [...recordTexts(chunks(), "e.ion")]).toThrow(
      "a record of more than 16,777,216 bytes in line 1",
    );
  });
});

describe("given one record, when read", () => {
  test.each([
    ["JSON", '{"id":"a","n":1.5,"at":"2026-11-02T04:00:00Z","no":null}'],
    ["Ion", '{id:"a",n:1.5,at:2026-11-02T04:00:00Z,no:null.timestamp}'],
    ["annotated Ion", "{id:a,n:1.5e0,at:Instant::2026-11-02T04:00:00Z,'no':null}"],
    ["JSON after a byte order mark", '\ufeff{"id":"a","n":1.5,"at":"2026-11-02T04:00:00Z","no":null}'],
  ])("as %s, then it has these values", (_, text) => {
    expect(values(text)).toEqual([
      { value: { id: "a", n: 1.5, at: "2026-11-02T04:00:00Z", no: null }, where: "line 1" },
    ]);
  });

  test("with a key __proto__, then the key is plain data", () => {
    for (const text of ['{"id":"a","__proto__":{"type":"T"}}', "{id:a,'__proto__':{type:T}}"]) {
      const [found] = values(text);
      expect(Object.entries(found?.value as object)).toEqual([
        ["id", "a"],
        ["__proto__", { type: "T" }],
      ]);
      expect(found?.value).not.toHaveProperty("type");
    }
  });

  test.each([
    ["JSON", '{"id":}'],
    ["Ion", "{id:}"],
    ["a blob", "{id:{{aGk=}}}"],
  ])("as damaged %s, then it is an error with its line", (_, text) => {
    expect(() => values(`{id:a}\n${text}`)).toThrow('"e.ion" has a damaged record in line 2');
  });

  test("as truncated binary Ion, then it is an error with its number", () => {
    expect(() => values(Uint8Array.of(0xe0, 0x01, 0x00, 0xea, 0xde, 0x99, 0x01))).toThrow(
      '"e.ion" has a damaged record in record 1',
    );
  });
});
