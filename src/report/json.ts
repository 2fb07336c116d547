/** Increased for each incompatible change of JSON output; new fields do not increase it. */
export const OUTPUT_VERSION = 1;

// JSON.stringify does not escape these, and a terminal would execute them. Line breaks of the layout are kept; those in
// texts are already escaped.
const HIDDEN = /[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;

/** JSON on several lines. Unprintable characters become equivalent escapes. */
export function printedJson(value: unknown): string {
  const text = JSON.stringify(value, null, 2);
  return `${text.replace(HIDDEN, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`)}\n`;
}

/** Output of `--format json`: version, command, and the fields of the answer. */
export function jsonReport(command: string, answer: object): string {
  return printedJson({ version: OUTPUT_VERSION, command, ...answer });
}
