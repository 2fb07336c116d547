/** An answer with shortened lists and texts. */
export interface Cut {
  readonly value: unknown;
  /** Numbers of left out entries by the path of their list. Empty for complete lists. */
  readonly omitted: Readonly<Record<string, number>>;
  /** Numbers of left out characters by the path of their texts. Empty for complete texts. */
  readonly shortened: Readonly<Record<string, number>>;
}

/** A description or a diff can be longer than everything else in an answer. */
const MOST_TEXT = 10_000;

/** Cuts every list of an answer to so many entries, and long texts. */
function cutLists(value: unknown, limit: number): Cut {
  const omitted: Record<string, number> = {};
  const shortened: Record<string, number> = {};
  const leftOut = (of: Record<string, number>, path: string, number: number): void => {
    if (number > 0) of[path] = (of[path] ?? 0) + number;
  };
  const cut = (part: unknown, path: string): unknown => {
    if (typeof part === "string") {
      leftOut(shortened, path, part.length - MOST_TEXT);
      return part.slice(0, MOST_TEXT);
    }
    if (Array.isArray(part)) {
      leftOut(omitted, path, part.length - limit);
      return part.slice(0, limit).map((item) => cut(item, `${path}[]`));
    }
    if (typeof part !== "object" || part === null) return part;
    return Object.fromEntries(
      Object.entries(part).map(([key, inner]) => [key, cut(inner, path === "" ? key : `${path}.${key}`)]),
    );
  };
  return { value: cut(value, ""), omitted, shortened };
}

/** Longer texts fill the context of an agent. */
const MOST_CHARACTERS = 60_000;

/** Cuts an answer to a limit, and further until its text has at most `MOST_CHARACTERS` if it can. */
export function cutToFit(value: unknown, limit: number): Cut & { readonly limit: number } {
  for (let most = limit; ; most = Math.floor(most / 2)) {
    const cut = cutLists(value, most);
    if (most <= 1 || JSON.stringify(cut.value).length <= MOST_CHARACTERS) return { ...cut, limit: most };
  }
}
