import type { JavaNumber } from "./java-number.ts";

/** An argument of String.format: a kind that conversions distinguish, or any other object as its text. */
export type FormatArgument = (
  | JavaNumber
  | { readonly kind: "null" }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "character"; readonly value: string }
  | { readonly kind: "object" }
) & {
  /** Its String.valueOf, computed only if it is printed. */
  readonly text: () => string;
};
