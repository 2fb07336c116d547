import type { JavaNumber } from "./java-number.ts";

/** An argument of String.format: what conversions tell apart, and every other object by its text alone. */
export type FormatArgument = (
  | JavaNumber
  | { readonly kind: "null" }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "character"; readonly value: string }
  | { readonly kind: "object" }
) & {
  /** String.valueOf of it. Asked for only where it is printed. */
  readonly text: () => string;
};
