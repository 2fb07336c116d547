/**
 * Globs over paths with "/": `?` is one character and `*` any text, both without "/"; `**` is any text; "**" followed
 * by a slash is any number of folders. Time is the product of the two lengths, for every glob. These are the globs of
 * selections and of CODEOWNERS, where braces and brackets are literal; the globs of the configuration support more, see
 * file discovery.
 */

type Part = string | typeof ONE | typeof SEGMENT | typeof ANY | typeof FOLDERS;
const ONE = Symbol("?");
const SEGMENT = Symbol("*");
const ANY = Symbol("**");
const FOLDERS = Symbol("**/");

/** A test for paths that the glob matches as a whole. "\" takes the next character as it is. */
export function pathGlobTest(glob: string): (path: string) => boolean {
  const parts = partsOf(glob);
  if (parts.every((part) => typeof part === "string")) {
    const literal = parts.join("");
    return (path) => path === literal;
  }
  return (path) => matches(parts, path);
}

function partsOf(glob: string): Part[] {
  const parts: Part[] = [];
  for (let at = 0; at < glob.length; at++) {
    const character = glob[at] ?? "";
    if (character === "\\" && at + 1 < glob.length) {
      at++;
      parts.push(glob[at] ?? "");
    } else if (character === "?") {
      parts.push(ONE);
    } else if (character !== "*") {
      parts.push(character);
    } else if (glob[at + 1] !== "*") {
      parts.push(SEGMENT);
    } else {
      while (glob[at + 1] === "*") at++;
      const startsSegment = parts.length === 0 || parts.at(-1) === "/" || parts.at(-1) === FOLDERS;
      if (startsSegment && glob[at + 1] === "/") {
        at++;
        parts.push(FOLDERS);
      } else {
        parts.push(ANY);
      }
    }
  }
  return parts;
}

function matches(parts: readonly Part[], path: string): boolean {
  // reachable[i]: the parts so far can match the first i characters.
  let reachable = new Uint8Array(path.length + 1);
  reachable[0] = 1;
  for (const part of parts) {
    const next = new Uint8Array(path.length + 1);
    let open = false;
    for (let i = 0; i <= path.length; i++) {
      const before = i > 0 ? path[i - 1] : undefined;
      const stepped = i > 0 && reachable[i - 1] === 1;
      let here = false;
      if (part === SEGMENT) {
        open = reachable[i] === 1 || (open && before !== "/");
        here = open;
      } else if (part === ANY) {
        open ||= reachable[i] === 1;
        here = open;
      } else if (part === FOLDERS) {
        here = reachable[i] === 1 || (open && before === "/");
        open ||= reachable[i] === 1;
      } else if (part === ONE) {
        here = stepped && before !== "/";
      } else {
        here = stepped && before === part;
      }
      next[i] = here ? 1 : 0;
    }
    reachable = next;
  }
  return reachable[path.length] === 1;
}
