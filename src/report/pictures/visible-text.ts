/**
 * Text from flow files as it may stand in a picture: control characters become their visible symbols, and characters
 * that turn the writing direction around become the replacement character, so that a label shows what the id is.
 */
export function visibleText(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      .replace(/[\u0000-\u001f]/g, (char) => String.fromCharCode(0x2400 + char.charCodeAt(0)))
      .replace(/\u007f/g, "\u2421")
      .replace(/[\u0080-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffe\uffff]/g, "\ufffd")
      .replace(/\p{Surrogate}/gu, "\ufffd")
  );
}

/** Cuts text into lines of at most `width` characters, after a separator where there is one in the second half. */
export function wrapText(text: string, width: number): string[] {
  const characters = [...text];
  const lines: string[] = [];
  let from = 0;
  while (characters.length - from > width) {
    let end = from + width;
    for (let at = end; at > from + width / 2; at--) {
      if (/[._:/\s-]/.test(characters[at - 1] ?? "")) {
        end = at;
        break;
      }
    }
    lines.push(characters.slice(from, end).join(""));
    from = end;
  }
  lines.push(characters.slice(from).join(""));
  return lines;
}
