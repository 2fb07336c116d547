import { describe, expect, test } from "vitest";
import { readFlowText } from "../../src/flows/read-flow-file.ts";
import { sourceText } from "../../src/flows/source-text.ts";
import { callProblem, signatureOf } from "../../src/resolve/call-problem.ts";
import { flowInputs } from "../../src/resolve/input.ts";
import type { Json } from "../../src/util/json.ts";

/** The reason if a flow with this input rejects the value. */
function problemOf(input: string, value?: Json): string | undefined {
  const text = `id: f\nnamespace: n\ninputs: [{id: x, ${input}}]\ntasks: [{id: t, type: y}]\n`;
  const [flow] = readFlowText(sourceText("f.yaml", text)).flows;
  if (flow === undefined) throw new RangeError("no flow");
  return callProblem(value === undefined ? {} : { x: { value } }, signatureOf(flow, flowInputs(flow)));
}

describe("a call that Kestra refuses", () => {
  test.each<[string, Json | undefined, string]>([
    ["type: STRING", undefined, 'requires the input "x"'],
    ["type: INT, max: 10", 11, 'refuses the input "x": "11" is outside "max: 10"'],
    ["type: INT, min: 2", "1", 'refuses the input "x": "1" is outside "min: 2"'],
    [
      "type: INT",
      2147483648,
      'refuses the input "x": "2147483648" is not an INT, a whole number of at most 2147483647',
    ],
    ["type: FLOAT, max: 0.5", 0.75, 'refuses the input "x": "0.75" is outside "max: 0.5"'],
    [
      "type: STRING, validator: '[a-z]+'",
      "A1",
      'refuses the input "x": "A1" does not match the "validator" [a-z]+',
    ],
    [
      "type: DATE, after: '2024-01-01'",
      "2023-12-31",
      'refuses the input "x": "2023-12-31" is outside "after: 2024-01-01"',
    ],
    ["type: EMAIL", "nobody", 'refuses the input "x": "nobody" is not an EMAIL'],
    ["type: SELECT, values: [a, b]", "c", 'does not offer "c" for the input "x"'],
    ["type: MULTISELECT, values: [a, b]", ["a", "c"], 'does not offer "c" for the input "x"'],
    [
      "type: ARRAY, itemType: INT",
      [1, "z"],
      'refuses the input "x": the item "z" is not an INT, a whole number of at most 2147483647',
    ],
  ])("given %s and %j, then the reason is %s", (input, value, reason) => {
    expect(problemOf(input, value)).toBe(reason);
  });

  test.each<[string, Json | undefined]>([
    ["type: STRING, required: false", undefined],
    ["type: STRING, defaults: a", undefined],
    ["type: INT, max: 10", 10],
    ["type: INT, max: '{{ vars.most }}'", 11],
    ["type: STRING, validator: '[a-z]+'", "abc"],
    ["type: SELECT, values: [a, b], allowCustomValue: true", "c"],
    ["type: SECRET", "anything"],
  ])("given %s and %j, then Kestra accepts it", (input, value) => {
    expect(problemOf(input, value)).toBeUndefined();
  });
});
