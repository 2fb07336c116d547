import { isConstant } from "../../resource/text.ts";
import { isExact, type SqlReading, type SqlSetting } from "../../sql/index.ts";
import type { PropertyText } from "../properties.ts";
import { readWithin } from "./read-within.ts";
import { RESULT } from "./results.ts";
import type { SqlContext } from "./sql-context.ts";

/** The choices that the name of each access depends on, by its number in the text. */
export function choicesOfAccesses(
  property: PropertyText,
  reading: SqlReading,
  context: SqlContext,
): (index: number) => readonly string[] {
  const { properties, connectionScalars } = context;
  const ofConnection = connectionScalars.flatMap((scalar) => properties.choicesOf(scalar));
  const ofText = properties.choicesOf(property.scalar);
  if (ofText.length === 0) return () => ofConnection;
  const all = [...new Set([...ofConnection, ...ofText])];
  const open = properties.open(property.scalar);
  if (open === undefined) return () => all;
  const { statements, settings } = readWithin(open, context.dialect);
  // Each name depends on a setting with an expression.
  if (!settings.every(isExactSetting)) return () => all;
  const openly = statements.flatMap(({ accesses }) => accesses);
  const count = reading.statements.reduce(
    (sum, { accesses }) => sum + accesses.filter((access) => access !== RESULT).length,
    0,
  );
  if (openly.length !== count) return () => all;
  return (index) => {
    const access = openly[index];
    return access !== undefined && isExact(access) ? ofConnection : all;
  };
}

function isExactSetting({ name, target }: SqlSetting): boolean {
  return isConstant(target) && name.every(({ fragments }) => isConstant(fragments));
}
