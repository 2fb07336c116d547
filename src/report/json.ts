import { HIDDEN } from "../util/escape-control-chars.ts";

/** Increased for each incompatible change of JSON output; new fields do not increase it. */
export const OUTPUT_VERSION = 1;

/** JSON on several lines. Unprintable characters, which JSON.stringify leaves alone, become equivalent escapes. */
export function printedJson(value: unknown): string {
  const text = JSON.stringify(value, null, 2);
  // Line breaks of the layout are kept; those in texts are already escaped.
  return `${text.replace(HIDDEN, (char) => (char === "\n" ? char : escapedUnits(char)))}\n`;
}

/** JSON has escapes for UTF-16 units only. */
function escapedUnits(char: string): string {
  return char
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");
}

/** Output of `--format json`: version, command, and the fields of the answer. */
export function jsonReport(command: string, answer: object): string {
  return printedJson({ version: OUTPUT_VERSION, command, ...answer });
}
