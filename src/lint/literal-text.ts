import { scalarText } from "../flows/scalar-text.ts";
import type { YamlNode, YamlScalar } from "../flows/yaml-node.ts";
import { isTemplate } from "../pebble/index.ts";
import type { EntryField } from "./declarations.ts";

/**
 * The value of a field without expressions, in an entry that may be emitted; otherwise undefined. The resolution of an
 * entry does not cover all its problems, because a failing expression drops the whole list.
 */
export function literalText({ entry, value }: EntryField): string | undefined {
  const { declaration, inText } = entry;
  if (declaration.inert !== undefined || inText) return undefined;
  return isLiteral(value) ? scalarText(value) : undefined;
}

/** Whether a value is text without expressions. */
export function isLiteral(value: YamlNode): value is YamlScalar {
  return value.kind === "scalar" && value.value !== null && !isTemplate(value.text);
}
