/** Raised whenever a reader of version 1 would misread what a command prints; fields may be added without that. */
export const OUTPUT_VERSION = 1;

/** What a command prints with `--format json`: its version, its name, and the answer's own fields. */
export function jsonText(command: string, answer: object): string {
  return `${JSON.stringify({ version: OUTPUT_VERSION, command, ...answer }, null, 2)}\n`;
}
