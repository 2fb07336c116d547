import { isSystemTable } from "../../../../src/infer/sql/names/system-tables.ts";
import { dialectOf } from "../dialect-of.ts";
import { tablesOfText } from "../tables-of-text.ts";
import { byLibpgQuery } from "./libpg-query.ts";
import { SETTLED } from "./settled.ts";
import { bySqlparser } from "./sqlparser.ts";
import type { Tables } from "./tables.ts";

/**
 * A difference between two parsers: `line` is its key in settled.ts, `difference` lists the tables found by only one.
 */
interface Difference {
  readonly line: string;
  readonly difference: string;
}

/** The differences between the tables of the scanner and those of all parsers that support the text. */
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

/** The differences not listed in settled.ts. */
export function disagreements(sql: string, dialect: string): Difference[] {
  return differences(sql, dialect).filter(({ line }) => !SETTLED.has(line));
}

/** Removes system tables, which are not assets. The parsers do not distinguish them. */
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
