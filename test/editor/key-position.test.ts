import { expect, test } from "vitest";
import { keyPosition } from "../../src/workspace/editor/key-position.ts";

const TEXT = `id: a
namespace: b
tasks:
  - id: t
    type: x
    assets:
      inputs:
      - id: one
        type: ‸T
      outputs:
        - id: two
          ‸
        - ‸
    sql: >
      select ‸
  - type: ‸
  - {id: u, assets: {outputs: [{id: ‸
`;

test("given half-typed YAML, when positions are found, then they have the keys around", () => {
  const offsets: number[] = [];
  let text = "";
  for (const character of TEXT) {
    if (character === "‸") offsets.push(text.length);
    else text += character;
  }
  const found = offsets.map((offset) => {
    const position = keyPosition(text, offset);
    return (
      position && [[...position.path, position.key ?? "?"].join(" "), [...position.siblings.keys()].join(" ")]
    );
  });
  expect(found).toEqual([
    ["tasks - assets inputs - type", "id"],
    ["tasks - assets outputs - ?", "id"],
    ["tasks - assets outputs - ?", ""],
    undefined,
    ["tasks - type", ""],
    ["tasks - assets outputs - id", ""],
  ]);
});
