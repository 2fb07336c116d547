import type { Unknown, Value } from "../values/value.ts";

/** The range in the template that a hole comes from. */
export interface TemplateRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Where a template writes. `json`: the result itself (lists and maps print as JSON). `java`: inside macros, blocks
 * and filter tags, where everything prints by its toString. `typed`: values are kept as they are.
 */
export interface Output {
  readonly mode: "json" | "java" | "typed";
  readonly parts: (string | Unknown)[];
  /** The origin of each part that is a hole. */
  readonly spans: (TemplateRange | undefined)[];
  /** The written parts in typed mode: text as a string, other values unchanged. */
  readonly writes: (string | Value)[];
  size: number;
}
