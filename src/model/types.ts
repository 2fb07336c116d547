/** Asset types that Kestra defines. Source: Kestra's docs and `io.kestra.core.models.assets`. */
export const EXTERNAL_TYPE = "io.kestra.core.models.assets.External";

/** Whether a type is the wanted one: whole or by its short name, in upper or lower case. */
export function isType(type: string, wanted: string): boolean {
  const lower = wanted.toLowerCase();
  return type.toLowerCase() === lower || shortType(type).toLowerCase() === lower;
}

/** The last part of a Kestra class name; a free-form type is its own short name. For tables and headings. */
export function shortType(type: string): string {
  return type.startsWith("io.kestra.") ? type.slice(type.lastIndexOf(".") + 1) : type;
}
