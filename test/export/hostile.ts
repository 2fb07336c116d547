import type { Inventory } from "../../src/model/model.ts";
import { sampleInventory } from "./sample.ts";

/** Ids with special characters of some format. Kestra rejects most of them, but exports must preserve the text. */
const HOSTILE_IDS: readonly string[] = [
  'quote"d',
  "it's",
  "<script>alert(1)</script>",
  "a&b",
  "a&amp;b",
  "back\\slash\\",
  "\\N\\G\\E",
  "] shape=star [",
  "=HYPERLINK(1)",
  "+1",
  "-1",
  "@SUM(A1)",
  "'quoted",
  "semi;=1+1",
  "comma,=1+1",
  "tab\there",
  "line\nbreak",
  "carriage\rreturn",
  "bell\u0007",
  "c1\u009b31m",
  "del\u007f",
  "\u001b[31mred\u001b[0m",
  "über_Größe",
  "表格",
  "🚀",
  "e\u0301",
  "\u202eright to left",
  "end",
  "class",
  "--> x",
  "x --- y",
  "#35;",
  "`code`",
  "$\u007bx}",
  "1. list",
  "%20",
  "a:b:c",
  "__proto__",
  "constructor",
  "null",
  "true",
  "12",
  "1e3",
  `${"long_".repeat(29)}12345`,
];

/** A task that reads the first half of the hostile ids and writes the second half, with hostile metadata. */
export const HOSTILE: Inventory = sampleInventory(
  [
    {
      flow: "hostile",
      task: "task",
      reads: HOSTILE_IDS.slice(0, HOSTILE_IDS.length / 2),
      writes: HOSTILE_IDS.slice(HOSTILE_IDS.length / 2),
    },
  ],
  Object.fromEntries(
    HOSTILE_IDS.map((id) => [
      id,
      {
        type: `T ${id}`,
        namespace: id,
        displayName: id,
        description: `${id}\r\n${id}`,
        metadata: Object.fromEntries([
          ["system", id],
          ["model_layer", id],
          ["n", -1.5],
          ["big", 1e21],
          ["none", null],
          ["list", [1, [id], { deep: { er: [] } }]],
          [id, id],
        ]),
      },
    ]),
  ),
);
