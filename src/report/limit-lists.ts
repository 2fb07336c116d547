import { count } from "../util/text.ts";
import type { TextOptions } from "./options.ts";

/** Numbers of entries left out of the lists of an answer, by the name of the list. Absent for a complete answer. */
export interface Omitted {
  readonly omitted?: Readonly<Record<string, number>>;
}

/**
 * An answer with at most so many entries in each of these lists.
 *
 * @param limit unlimited when absent
 */
export function limitLists<Answer extends object>(
  answer: Answer,
  names: readonly (keyof Answer & string)[],
  limit: number | undefined,
): Answer & Omitted {
  if (limit === undefined) return answer;
  const cut = names.flatMap((name) => {
    const list = answer[name] as readonly unknown[] | undefined;
    return list === undefined || list.length <= limit ? [] : [{ name, list }];
  });
  if (cut.length === 0) return answer;
  return {
    ...answer,
    ...Object.fromEntries(cut.map(({ name, list }) => [name, list.slice(0, limit)])),
    omitted: Object.fromEntries(cut.map(({ name, list }) => [name, list.length - limit])),
  };
}

/** The number of entries that `--limit` left out, or no line. */
export function omittedLines(
  { omitted }: Omitted,
  name: string,
  one: string,
  { style }: Pick<TextOptions, "style">,
  indent = "",
): string[] {
  const number = omitted?.[name] ?? 0;
  return number === 0 ? [] : [style.warning(`${indent}${count(number, `more ${one}`)} not shown (--limit)`)];
}

/** The length of a list before `--limit`. */
export function fullLength({ omitted }: Omitted, name: string, shown: readonly unknown[]): number {
  return shown.length + (omitted?.[name] ?? 0);
}
