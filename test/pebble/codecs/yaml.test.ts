import { describe, expect, it } from "vitest";
import { readIon } from "../../../src/pebble/codecs/ion-read.ts";
import { parseJson } from "../../../src/pebble/codecs/json-parse.ts";
import { printYaml, YamlUnsupportedError } from "../../../src/pebble/codecs/yaml-print.ts";
import { parseYamlValue } from "../../../src/pebble/codecs/yaml-read.ts";
import { Failure } from "../../../src/pebble/values/failure.ts";
import { shown } from "../filters/context.ts";

function outcome(action: () => string): string {
  try {
    return action();
  } catch (error) {
    if (error instanceof Failure) return "error";
    if (error instanceof YamlUnsupportedError) return "unknown";
    throw error;
  }
}

describe("YAML in the manner of Jackson 2.17", () => {
  it.each([
    [
      '{"b":{"c":[{"d":1,"e":[1]},[[1]],[]],"g":{}},"h":null}',
      "b:\n  c:\n   -\n    d: 1\n    e:\n     - 1\n   -\n     -\n       - 1\n   - []\n  g: {}\nh: null\n",
    ],
    [
      '{"i":"","j":"a: b","k":"#x","l":"- x","m":" lead","s":"it\'s","v":"a:b"}',
      'i: ""\nj: "a: b"\nk: "#x"\nl: \'- x\'\nm: \' lead\'\ns: it\'s\nv: a:b\n',
    ],
    ['{"n":"x\\ny\\n","o":"a\\n\\nb"}', '"n": |\n  x\n  y\no: |-\n  a\n\n  b\n'],
    ['["m\\nn",["p\\nq"]]', " - |-\n  m\n  n\n -\n   - |-\n    p\n    q\n"],
    ['{"y":"yes","1a":"~","a: b":"*x"}', '"y": "yes"\n"1a": "~"\n\'a: b\': \'*x\'\n'],
    ["1e10", "1.0E10\n"],
    ['"017"', "unknown"],
    ['" a\\nb"', "unknown"],
  ])("given the JSON %s, when printed as YAML, then the text is %j", (json, expected) => {
    expect(outcome(() => printYaml(parseJson(json)))).toBe(expected);
  });

  it.each([
    ["d: 2024-01-01\ny: yes\no: 0o17\nn: ~", '{"d":"2024-01-01","y":true,"o":"0o17"}'],
    ["- 1\n- 1.5\n- 'yes'\n- off", "[1, 1.5, yes, false]"],
    ["a: &r 1\nb: *r", '{"a":1,"b":"r"}'],
    ["a: 1\na: 2", '{"a":2}'],
    ["a: 1\n---\nb: 2", '{"a":1}'],
    ["a: |\n  x\n  y", '{"a":"x\\ny"}'],
    ["<<: {a: 1}", '{"<<":{"a":1}}'],
    ["", "error"],
    ["a: {", "error"],
    ["a: 0x1F", "unknown"],
    ["a: 1_000", "unknown"],
    ["a: !foo x", "unknown"],
  ])("given the YAML %j, when read, then the value is %s", (yaml, expected) => {
    const result = outcome(() => {
      const value = parseYamlValue(yaml);
      return shown(() => value);
    });
    expect(result).toBe(expected);
  });
});

describe("Ion text", () => {
  it("given two Ion values, when read, then both are returned; given an unclosed one, then it fails", () => {
    const rows = readIon(
      '{date:2024-04-21T23:00:00.000Z, title:"Main_Page", views:109787} [1, 2e0, null, sym]',
    );
    expect(rows).toHaveLength(2);
    const [, second] = rows;
    expect(second === undefined ? "" : shown(() => second)).toBe("[1, 2.0, null, sym]");
    expect(() => readIon("{a:")).toThrow(Failure);
  });
});
