import { scalarText } from "../flows/scalar-text.ts";
import { isTemplate } from "../pebble/index.ts";
import type { EntryField } from "./declarations.ts";

/**
 * The value of a field, where no expression is in it and the entry may be emitted; undefined elsewhere. What the
 * resolution makes of an entry does not say all that is wrong with it: it leaves the whole list when one expression in
 * it fails.
 */
export function literalText({ entry, value }: EntryField): string | undefined {
  const { declaration, inText } = entry;
  if (declaration.inert !== undefined || inText) return undefined;
  return value.kind === "scalar" && value.value !== null && !isTemplate(value.text)
    ? scalarText(value)
    : undefined;
}
