/*
 * What makes declarations in different files concern each other. The rules about all files and the index of the lint's
 * cache use the same words for it, so that a rule never looks for a file that the index leaves out.
 */

/** The id without what `similar-ids` takes for the same: case and separators. */
export function foldedId(id: string): string {
  return id.toLowerCase().replace(/[.:-]/g, "_");
}

/** `database.table` for an id of that form or of the form `database.schema.table`; undefined for any other. */
export function tableName(id: string): string | undefined {
  const [database = "", second, third, more] = id.split(".");
  if (second === undefined || more !== undefined) return undefined;
  return `${database}.${third ?? second}`.toLowerCase();
}
