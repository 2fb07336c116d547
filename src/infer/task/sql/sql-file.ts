/** A SQL file of the repository. */
export interface SqlFile {
  /** As places show it. */
  readonly file: string;
  readonly text: string;
}

/** The SQL file that a flow names by this path, or undefined where the repository has none. */
export type FindSqlFile = (path: string) => SqlFile | undefined;

const READ = /^\s*\{\{-?\s*read\(\s*(["'])([^"']+)\1\s*\)\s*-?\}\}\s*$/;
const RENDERED = /^\s*\{\{-?\s*render\(\s*read\(\s*(["'])([^"']+)\1\s*\)\s*\)\s*-?\}\}\s*$/;

/**
 * The file that stands for a text: `{{ read('queries/orders.sql') }}`. Kestra evaluates the expressions in it only inside
 * of `render(...)`.
 */
export function sqlFileIn(
  text: string,
  find: FindSqlFile | undefined,
): (SqlFile & { readonly rendered: boolean }) | undefined {
  if (find === undefined || !text.includes("read(")) return undefined;
  const rendered = RENDERED.exec(text);
  const [, , path] = rendered ?? READ.exec(text) ?? [];
  const found = path === undefined ? undefined : find(path.replace(/^(?:nsfile:\/\/)?(?:\.?\/)*/, ""));
  return found && { ...found, rendered: rendered !== null };
}
