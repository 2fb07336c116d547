/** Raised whenever a reader of version 1 would misread what a command prints; fields may be added without that. */
export const OUTPUT_VERSION = 1;

// JSON.stringify leaves these as they are, and a terminal that shows the text would act on them. Line breaks of the layout
// stay: inside a text they are escaped already.
const HIDDEN = /[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;

/** JSON on several lines. Characters that are not simply printed are written as escapes, which mean the same. */
export function printedJson(value: unknown): string {
  const text = JSON.stringify(value, null, 2);
  return `${text.replace(HIDDEN, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`)}\n`;
}

/** What a command prints with `--format json`: its version, its name, and the answer's own fields. */
export function jsonReport(command: string, answer: object): string {
  return printedJson({ version: OUTPUT_VERSION, command, ...answer });
}
