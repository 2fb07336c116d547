import { escapeControlChars } from "../../util/escape-control-chars.ts";
import { firstOf } from "../../util/text.ts";
import type { TextOptions } from "../options.ts";

/** Owners in one line, or no line. */
export function ownerLines(
  owners: readonly { readonly name: string }[],
  indent: string,
  { style }: TextOptions,
): string[] {
  return owners.length === 0 ? [] : [`${indent}${style.faint(`owners: ${ownerText(owners)}`)}`];
}

export function ownerText(owners: readonly { readonly name: string }[]): string {
  return firstOf(
    owners.map((owner) => escapeControlChars(owner.name)),
    5,
  );
}
