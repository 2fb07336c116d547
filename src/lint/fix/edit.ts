/** Replaces the text between two offsets of a file (UTF-16 units, `end` exclusive). */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Edits of the file of the finding that belong together, with their description: `write "metadata"`. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly Edit[];
}

/** The text after all edits; a fix that overlaps an earlier one is left for the next run. */
export function applyFixes(text: string, fixes: readonly Fix[]): { text: string; applied: number } {
  const chosen: Edit[] = [];
  let applied = 0;
  for (const { edits } of fixes) {
    if (edits.some((edit) => chosen.some((other) => overlaps(edit, other)))) continue;
    chosen.push(...edits);
    applied++;
  }
  chosen.sort((a, b) => b.start - a.start);
  let result = text;
  for (const edit of chosen) result = result.slice(0, edit.start) + edit.text + result.slice(edit.end);
  return { text: result, applied };
}

/** Two insertions at one place count as overlapping, because their order is undefined. */
function overlaps(a: Edit, b: Edit): boolean {
  return a.start === b.start || (a.start < b.end && b.start < a.end);
}
