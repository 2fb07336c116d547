import { pathGlobTest } from "../model/path-glob.ts";

/** Locations of the file on GitHub, then on GitLab; the first existing one applies. */
export const CODEOWNERS_PATHS = [
  ".github/CODEOWNERS",
  "CODEOWNERS",
  "docs/CODEOWNERS",
  ".gitlab/CODEOWNERS",
] as const;

/** GitHub ignores a larger file. */
const MAX_BYTES = 3 * 1024 * 1024;

/** The owners of a path in the repository, in their notation (`@org/team`, `@user`, an address). */
export type CodeOwners = (path: string) => readonly string[];

/**
 * Parses a CODEOWNERS file by GitHub's rules: the last matching line applies, even without owners; patterns are those
 * of gitignore without `!`, `[ ]` and an escaped `#`, and are case-sensitive; invalid lines are skipped. Owners may be
 * GitLab's nested groups; its sections and roles are not supported. Source: GitHub's documentation "About code owners".
 */
export function parseCodeOwners(text: string): CodeOwners {
  if (Buffer.byteLength(text) > MAX_BYTES) return () => [];
  const rules = text.split(/\r\n|\n|\r/).flatMap(parseLine);
  const known = new Map<string, readonly string[]>();
  return (path) => {
    let owners = known.get(path);
    if (owners === undefined) {
      owners = rules.findLast((rule) => rule.matches(path))?.owners ?? [];
      known.set(path, owners);
    }
    return owners;
  };
}

interface Rule {
  readonly matches: (path: string) => boolean;
  readonly owners: readonly string[];
}

function parseLine(line: string): Rule[] {
  // A "\" keeps the following space in the pattern; a "#" after a space starts a comment.
  const match = /^\s*((?:\\.|[^\s\\#])(?:\\.|[^\s\\])*)(?:\s+(?:(\S[\s\S]*))?)?$/.exec(line);
  const pattern = match?.[1];
  if (pattern === undefined || /^!|^\\#|\[|\]/.test(pattern)) return [];
  const owners = (match?.[2] ?? "").split(/\s+/).filter((word) => word !== "");
  const comment = owners.findIndex((owner) => owner.startsWith("#"));
  const named = comment < 0 ? owners : owners.slice(0, comment);
  if (!named.every(isOwner)) return [];
  return [{ matches: gitignoreTest(pattern), owners: named }];
}

function isOwner(word: string): boolean {
  return /^@[\w.-]+(?:\/[\w.-]+)*$/.test(word) || /^[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+$/.test(word);
}

/**
 * A pattern with a slash at its start or inside is relative to the repository, any other matches at every depth. A
 * pattern matches a file, or a folder with its contents, except that `docs/*` matches only direct children.
 */
function gitignoreTest(pattern: string): (path: string) => boolean {
  const onlyFolder = pattern.endsWith("/");
  const bare = pattern.replace(/^\//, "").replace(/(?<!\/)\/+$/, "");
  const anchored = pattern.startsWith("/") || bare.includes("/");
  const glob = anchored ? bare : `**/${bare}`;
  const isFile = pathGlobTest(glob);
  const isInside = pathGlobTest(`${glob}/**`);
  const lastSegment = bare.slice(bare.lastIndexOf("/") + 1);
  const direct = anchored && lastSegment === "*" && !onlyFolder;
  return (path) => (!onlyFolder && isFile(path)) || (!direct && isInside(path));
}
