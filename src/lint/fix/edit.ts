/** Replaces the text between two offsets of a file (UTF-16 units, `end` exclusive). */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Edits of the finding's own file that belong together, and what they do in words: `write "metadata"`. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly Edit[];
}

/** The text with all edits made; a fix whose edits overlap those of an earlier one is left for the next run. */
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

/** Two insertions at one place count as overlapping: their order would be a guess. */
function overlaps(a: Edit, b: Edit): boolean {
  return a.start === b.start || (a.start < b.end && b.start < a.end);
}
