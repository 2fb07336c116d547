import { markText, type Text } from "../resource/text.ts";

/** The table whose creation Kestra's JDBC tasks report: the last part of its name. */
export interface CreatedTable {
  readonly name: Text;
  /** The words that create it. */
  readonly words: string;
}

/** A hole in a marked text, see `markText`. */
const HOLE = "\\uE000-\\uF8FF";
/**
 * Source: AbstractJdbcBaseQuery of Kestra's JDBC plugin. There is no blank after TEMP, so that `CREATE TEMP TABLE` is
 * not reported, while `CREATE TEMPORARY TABLE` is. Neither are `CREATE OR REPLACE` and a statement after a comment.
 */
const CREATE_TABLE = new RegExp(
  `^CREATE\\s+(?:TEMP|TEMPORARY\\s+)?TABLE\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?([\\w.\`"\\[\\]${HOLE}]+)`,
  "i",
);
/** An expression may bring the words that decide. */
const MAY_CREATE = new RegExp(`^(?:[${HOLE}]|CREATE\\s[^("'\`]*?[${HOLE}])`, "i");

/** The table that a statement creates for Kestra; undefined for none; "unknown" if an expression decides. */
export function createdTable(statement: Text): CreatedTable | "unknown" | undefined {
  const marks = markText(statement);
  if (marks === undefined) return "unknown";
  const text = marks.marked.trim().replace(/\s+/g, " ");
  const found = CREATE_TABLE.exec(text);
  if (found === null) return MAY_CREATE.test(text) ? "unknown" : undefined;
  const name = (found[1] ?? "").replace(/[`"[\]]/g, "");
  const last = name.slice(name.lastIndexOf(".") + 1);
  if (last === "") return undefined;
  const words = marks
    .restore(found[0])
    .map((fragment) => (typeof fragment === "string" ? fragment : "{{ … }}"))
    .join("");
  return { name: marks.restore(last), words };
}
