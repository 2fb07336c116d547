/** An answer with shortened lists. */
export interface Cut {
  readonly value: unknown;
  /** Numbers of left out entries by the path of their list. Empty for a complete answer. */
  readonly omitted: Readonly<Record<string, number>>;
}

/** Cuts every list of an answer to so many entries. */
function cutLists(value: unknown, limit: number): Cut {
  const omitted: Record<string, number> = {};
  const cut = (each: unknown, path: string): unknown => {
    if (Array.isArray(each)) {
      if (each.length > limit) omitted[path] = (omitted[path] ?? 0) + each.length - limit;
      return each.slice(0, limit).map((item) => cut(item, `${path}[]`));
    }
    if (typeof each !== "object" || each === null) return each;
    return Object.fromEntries(
      Object.entries(each).map(([key, inner]) => [key, cut(inner, path === "" ? key : `${path}.${key}`)]),
    );
  };
  return { value: cut(value, ""), omitted };
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
