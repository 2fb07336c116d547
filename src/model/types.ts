/** Asset types that Kestra defines. Source: Kestra's docs and `io.kestra.core.models.assets`. */
export const EXTERNAL_TYPE = "io.kestra.core.models.assets.External";

/** The last part of a Kestra class name; a free-form type is its own short name. For tables and headings. */
export function shortType(type: string): string {
  return type.startsWith("io.kestra.") ? type.slice(type.lastIndexOf(".") + 1) : type;
}
