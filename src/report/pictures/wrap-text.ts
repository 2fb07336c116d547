/** Cuts text into lines of at most `width` characters, after a separator if the second half of the line has one. */
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
