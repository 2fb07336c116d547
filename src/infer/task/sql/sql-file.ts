/** A SQL file of the repository. */
export interface SqlFile {
  /** The name shown in places. */
  readonly file: string;
  readonly text: string;
}

/** The SQL file for a path in a flow, or undefined if the repository has none. */
export type FindSqlFile = (path: string) => SqlFile | undefined;

const READ = /^\s*\{\{-?\s*read\(\s*(["'])([^"']+)\1\s*\)\s*-?\}\}\s*$/;
const RENDERED = /^\s*\{\{-?\s*render\(\s*read\(\s*(["'])([^"']+)\1\s*\)\s*\)\s*-?\}\}\s*$/;

/**
 * The file behind a text such as `{{ read('queries/orders.sql') }}`. Kestra evaluates its expressions only inside
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
