import { isSystemTable } from "../../../../src/infer/sql/names/system-tables.ts";
import { dialectOf } from "../dialect-of.ts";
import { tablesOfText } from "../tables-of-text.ts";
import { byLibpgQuery } from "./libpg-query.ts";
import { SETTLED } from "./settled.ts";
import { bySqlparser } from "./sqlparser.ts";
import type { Tables } from "./tables.ts";

/** A parser and a text, as settled.ts names them, and which tables only one of the two finds. */
interface Difference {
  readonly line: string;
  readonly difference: string;
}

/** The differences between the tables of the scanner and of the parsers that can parse a text. */
export function differences(sql: string, dialect: string): Difference[] {
  const ours = tablesOfText(sql, dialect);
  const parsers: readonly (readonly [string, Tables | undefined])[] = [
    ["libpg-query", dialect === "postgresql" ? byLibpgQuery(sql) : undefined],
    ["sqlparser-rs", bySqlparser(sql, dialect)],
  ];
  return parsers.flatMap(([parser, theirs]) => {
    const difference = theirs === undefined ? "" : differenceOf(ours, withoutSystemTables(theirs, dialect));
    return difference === "" ? [] : [{ line: `${parser} ${dialect}: ${sql}`, difference }];
  });
}

/** The differences that settled.ts does not settle. */
export function disagreements(sql: string, dialect: string): Difference[] {
  return differences(sql, dialect).filter(({ line }) => !SETTLED.has(line));
}

/** System tables are not assets, and the parsers do not know them. */
function withoutSystemTables({ reads, writes }: Tables, dialect: string): Tables {
  const isTable = (name: string) => {
    const parts = name.split(".").map((part) => ({ fragments: [part], quoted: false }));
    return !isSystemTable(parts, dialectOf(dialect)) && !name.startsWith("@") && !name.includes("/");
  };
  return { reads: reads.filter(isTable), writes: writes.filter(isTable) };
}

function differenceOf(ours: Tables, theirs: Tables): string {
  const sides = (["reads", "writes"] as const).flatMap((side) => [
    ...ours[side].filter((name) => !theirs[side].includes(name)).map((name) => `only we: ${side} ${name}`),
    ...theirs[side]
      .filter((name) => !ours[side].includes(name))
      .map((name) => `only the parser: ${side} ${name}`),
  ]);
  return sides.join(", ");
}
