import stringWidth from "string-width";
import { expect, test } from "vitest";
import { columnsOf } from "../../src/report/text/columns.ts";

test("given symbols of reports, when measured, then each has one column, as in the library", () => {
  const symbols = "·…←↑→↓−≈─│└├█●";
  expect([columnsOf(symbols), stringWidth(symbols)]).toEqual([14, 14]);
});

test("given wide, combining and invisible characters, when measured, then their columns are those of a terminal", () => {
  expect(columnsOf("表")).toBe(2);
  expect(columnsOf("e\u0301")).toBe(1);
  expect(columnsOf("↑ 表")).toBe(4);
});
