import { columnsOf } from "../text/columns.ts";

/** Text filled to the width, broken between words only. */
export function paragraph(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && columnsOf(line) + 1 + columnsOf(word) > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

/** Documentation text without Markdown: code spans become quoted, unless they contain quotes. */
export function withoutMarkdown(text: string): string {
  return text.replace(/`([^`]*)`/g, (_, code: string) => (code.includes('"') ? code : `"${code}"`));
}
