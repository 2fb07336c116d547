/*
 * Keys shared by related ids in different files. The rules about all files and the summaries of files use the same
 * functions, so a rule never needs a file that a summary omits.
 */

/** The id without the differences that `similar-ids` ignores: case and separators. */
export function foldedId(id: string): string {
  // Most ids are already folded.
  return /^[a-z0-9_]*$/.test(id) ? id : id.toLowerCase().replace(/[.:-]/g, "_");
}

/** The id without case and separators. Ids with the same result are close; see `close-ids.ts`. */
export function joinedId(id: string): string {
  return foldedId(id).replaceAll("_", "");
}

/** `database.table` for an id of that form or of the form `database.schema.table`; otherwise undefined. */
export function tableName(id: string): string | undefined {
  if (!id.includes(".")) return undefined;
  const [database = "", second, third, more] = id.split(".");
  if (second === undefined || more !== undefined) return undefined;
  return `${database}.${third ?? second}`.toLowerCase();
}

const FILE_EXTENSION =
  /\.(avro|csv|gz|html|ion|json|jsonl|log|md|orc|parquet|pdf|py|sql|tar|tgz|tsv|txt|xls|xlsx|xml|ya?ml|zip)$/i;

/** Whether the last dot of an id begins a file extension, not another part. */
export function hasFileExtension(id: string): boolean {
  return FILE_EXTENSION.test(id);
}
