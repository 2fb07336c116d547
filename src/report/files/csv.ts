import type { Inventory, Place } from "../../model/model.ts";
import { AssetsError } from "../../util/errors.ts";
import { csvLine, csvRows } from "./csv-text.ts";
import { edgeRows } from "./edge-rows.ts";
import { jsonLine } from "./json-line.ts";
import { FileFormatError, listsOf } from "./records.ts";

/**
 * CSV form of an inventory: one table for each list, and `inventory` for the other fields. The table `edges` is derived
 * from the bundles, for spreadsheets, and not read back. A column `name` contains text, `name:place` file:line:column,
 * and `name:json` other values as JSON. An empty cell is an absent field.
 */
export type CsvTables = Readonly<Record<string, string>>;

const TEXT_FIRST: Readonly<Record<string, readonly string[]>> = {
  flows: [
    "namespace",
    "flow",
    "place:place",
    "description",
    "labels:json",
    "tasks:json",
    "declarations:json",
  ],
  tasks: ["namespace", "flow", "task", "type", "place:place", "description", "sql"],
  assets: [
    "id",
    "type",
    "namespace",
    "displayName",
    "description",
    "certainty",
    "external:json",
    "metadata:json",
    "claims:json",
    // New columns are last, because a spreadsheet may refer to columns by position.
    "status",
    "ttl",
    "owner",
    "partOf:json",
    "relatedTo:json",
  ],
  edges: ["from", "to", "certainty", "namespace", "flow", "task", "place:place", "assumptions:json"],
  gaps: ["kind", "namespace", "flow", "task", "place:place", "message"],
};

/** Names of the tables of an inventory. */
export function csvTableNames(inventory: Inventory): string[] {
  return ["inventory", ...Object.keys(listsOf(inventory)), "edges"];
}

/** The name of a table. Throws an AssetsError for an unknown one. */
export function csvTable(inventory: Inventory, name: string): string {
  const tables = csvTableNames(inventory);
  if (tables.includes(name)) return name;
  throw new AssetsError(`unknown table "${name}"`, { hint: `Tables are ${tables.join(", ")}.` });
}

/** One table, line by line. Throws a RangeError for an unknown one. */
export function toCsv(inventory: Inventory, table: string): Generator<string> {
  if (table === "inventory") return headTable(inventory);
  if (table === "edges") return printTable(table, [...edgeRows(inventory)]);
  const rows = listsOf(inventory)[table];
  if (rows === undefined) throw new RangeError(`an inventory has no table "${table}"`);
  return printTable(table, rows);
}

/** Reads the tables of `toCsv`, by name. Throws a SyntaxError or FileFormatError. */
export function fromCsv(tables: CsvTables): Inventory {
  const head = tables.inventory;
  if (head === undefined) throw new FileFormatError('the table "inventory" is missing');
  const fields: [string, unknown][] = [];
  for (const { key, list, value } of readTable("inventory", head)) {
    const name = String(key);
    const table = list === undefined ? undefined : tables[name];
    if (list !== undefined && table === undefined)
      throw new FileFormatError(`the table "${name}" is missing`);
    fields.push([name, table === undefined ? value : [...readTable(name, table)]]);
  }
  return Object.fromEntries(fields) as unknown as Inventory;
}

/** All fields of the inventory: values, and lists as separate tables. */
function* headTable(inventory: Inventory): Generator<string> {
  const lists = listsOf(inventory);
  yield csvLine(["key", "list", "value:json"]);
  for (const [key, value] of Object.entries(inventory)) {
    yield csvLine(Object.hasOwn(lists, key) ? [key, "table", undefined] : [key, undefined, jsonLine(value)]);
  }
}

function* printTable(table: string, rows: readonly object[]): Generator<string> {
  const columns = columnsOf(table, rows);
  yield csvLine(columns.map(({ name }) => name));
  for (const row of rows) {
    const fields = new Map<string, unknown>(Object.entries(row));
    yield csvLine(columns.map((column) => printCell(column, fields.get(column.field))));
  }
}

interface Column {
  /** As in the first line. */
  readonly name: string;
  readonly field: string;
  readonly kind: "text" | "json" | "place";
}

function columnsOf(table: string, rows: readonly object[]): Column[] {
  const known = (TEXT_FIRST[table] ?? []).map(parseColumn);
  const names = new Set(known.map(({ field }) => field));
  const textOnly = new Map<string, boolean>();
  for (const row of rows) {
    for (const [field, value] of Object.entries(row)) {
      if (!names.has(field)) textOnly.set(field, textOnly.get(field) !== false && typeof value === "string");
    }
  }
  const others = [...textOnly].map(([field, text]): Column => {
    const kind = field === "place" ? "place" : text ? "text" : "json";
    return { name: kind === "text" ? field : `${field}:${kind}`, field, kind };
  });
  return [...known, ...others.sort((a, b) => (a.field < b.field ? -1 : 1))];
}

function parseColumn(name: string): Column {
  const [, field = name, kind] = /^(.*):(json|place)$/s.exec(name) ?? [];
  return { name, field, kind: kind === "json" || kind === "place" ? kind : "text" };
}

function printCell({ kind }: Column, value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (kind === "place") return printPlace(value as Place);
  return kind === "text" ? String(value) : jsonLine(value);
}

function* readTable(table: string, text: string): Generator<Readonly<Record<string, unknown>>> {
  let columns: Column[] | undefined;
  for (const row of csvRows(text.replace(/^\ufeff/, ""))) {
    if (!columns) {
      columns = row.map((name) => parseColumn(name ?? ""));
      continue;
    }
    if (row.length !== columns.length) {
      throw new FileFormatError(
        `the table "${table}" has a row of ${row.length} cells under ${columns.length} names`,
      );
    }
    const fields: [string, unknown][] = [];
    for (const [index, { field, kind }] of columns.entries()) {
      const cell = row[index];
      if (cell === undefined) continue;
      fields.push([field, kind === "json" ? JSON.parse(cell) : kind === "place" ? readPlace(cell) : cell]);
    }
    yield Object.fromEntries(fields);
  }
}

function printPlace({ file, line, column }: Place): string {
  return `${file}:${line}:${column}`;
}

function readPlace(text: string): Place {
  const [, file = text, line, column] = /^(.*):(\d+):(\d+)$/s.exec(text) ?? [];
  return { file, line: Number(line ?? 1), column: Number(column ?? 1) };
}
