import { InvalidArgumentError } from "commander";
import { kestraRelease, lineOfRelease } from "../../config/config.ts";
import type { KestraLine } from "../../inventory/model.ts";

/* What an option's text means. Each throws commander's InvalidArgumentError with the way out. */

/** `key=value`, repeatable. */
export function pair(
  text: string,
  before: Readonly<Record<string, string>> | undefined,
): Record<string, string> {
  const at = text.indexOf("=");
  if (at < 1) throw new InvalidArgumentError('Write a name, "=" and a value.');
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
}

/** Repeatable. */
export function collect(text: string, before: readonly string[] | undefined): string[] {
  return [...(before ?? []), text];
}

export function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("Write a whole number, 0 or more.");
  return Number(text);
}

export function positiveNumber(text: string): number {
  const number = wholeNumber(text);
  if (number === 0) throw new InvalidArgumentError("Write a whole number, 1 or more.");
  return number;
}

export function tenant(text: string): string {
  if (!/^[a-z0-9][a-z0-9_-]*$/.test(text)) {
    throw new InvalidArgumentError(
      'Lower-case letters, digits, "_" and "-", beginning with a letter or digit.',
    );
  }
  return text;
}

export function kestraLine(text: string): KestraLine {
  const release = kestraRelease(text);
  if (release === undefined) throw new InvalidArgumentError("Write 1.2, 1.3, 1.x, 2.0 or 2.x.");
  return lineOfRelease(release);
}
