/** A SQL file or program of the repository. */
export interface SourceFile {
  /** The name shown in places. */
  readonly file: string;
  readonly text: string;
}

/** The file for a path in a flow, or undefined if the repository has none. */
export type FindSourceFile = (path: string) => SourceFile | undefined;

const READ = /^\s*\{\{-?\s*read\(\s*(["'])([^"']+)\1\s*\)\s*-?\}\}\s*$/;
const RENDERED = /^\s*\{\{-?\s*render\(\s*read\(\s*(["'])([^"']+)\1\s*\)\s*\)\s*-?\}\}\s*$/;

/**
 * The file behind a text such as `{{ read('queries/orders.sql') }}`. Kestra evaluates its expressions only inside
 * of `render(...)`.
 */
export function sourceFileIn(
  text: string,
  find: FindSourceFile | undefined,
): (SourceFile & { readonly rendered: boolean }) | undefined {
  if (find === undefined || !text.includes("read(")) return undefined;
  const rendered = RENDERED.exec(text);
  const [, , path] = rendered ?? READ.exec(text) ?? [];
  const found = path === undefined ? undefined : findByPath(path, find);
  return found && { ...found, rendered: rendered !== null };
}

/** The file for a path, which may begin with `./` or `nsfile:///`. */
export function findByPath(path: string, find: FindSourceFile | undefined): SourceFile | undefined {
  return find?.(path.replace(/^(?:nsfile:\/\/)?(?:\.?\/)*/, ""));
}
