/**
 * Globs of the configuration: `?` is one character and `*` any text, both without "/"; `**` is any number of folders;
 * `[a-z]` and `[!a-z]` are one character; `{a,b}` is either; "\" makes the next character literal. The globs are not
 * trusted. They run as automata with each step computed once, so the time is at most the product of the lengths of glob
 * and path.
 */

/** A test for one character; a text is that character. */
type Test = string | ((character: string) => boolean);

interface State {
  test?: Test;
  /** Where the test leads to. */
  next: number;
  /** Where nothing has to be read. */
  empty: number[];
}

/** A test for paths that the glob matches as a whole. Throws a RangeError with the reason for a glob that cannot be read. */
export function fileGlobTest(glob: string): (path: string) => boolean {
  if (!/[*?[{\\]|[!@+]\(/.test(glob)) return (path) => path === glob;
  return run(compile(glob));
}

const NOT_SLASH: Test = (character) => character !== "/";
const ANYTHING: Test = () => true;
/** Deeper braces would overflow the stack. */
const MAX_DEPTH = 50;

/** The states of a glob; it begins in the first and ends in the last. */
function compile(glob: string): readonly State[] {
  const states: State[] = [];
  const add = (test?: Test): number => {
    states.push({ ...(test !== undefined && { test }), next: -1, empty: [] });
    return states.length - 1;
  };
  /** Adds a state after `from` that a character leads to. */
  const read = (from: number, test: Test): number => {
    const to = add();
    const at = states[from] as State;
    if (at.test === undefined) Object.assign(at, { test, next: to });
    else {
      const between = add(test);
      at.empty.push(between);
      (states[between] as State).next = to;
    }
    return to;
  };
  const join = (from: number, to: number) => void states[from]?.empty.push(to);
  /** Any number of characters. */
  const repeat = (from: number, test: Test): number => {
    const at = add();
    join(from, at);
    join(read(at, test), at);
    const end = add();
    join(at, end);
    return end;
  };

  const sequence = (start: number, from: number, depth: number): { state: number; at: number } => {
    let state = start;
    for (let at = from; at < glob.length; at++) {
      const character = glob[at] ?? "";
      if (depth > 0 && (character === "," || character === "}")) return { state, at };
      if ("!@+?*".includes(character) && glob[at + 1] === "(") throw unknown(`${character}(`);
      if (character === "*") {
        const end = lastStar(glob, at);
        const isFolders = end > at && (at === 0 || "/,{".includes(glob[at - 1] ?? ""));
        if (isFolders && glob[end + 1] === "/") {
          const after = add();
          join(state, after);
          join(read(repeat(state, ANYTHING), "/"), after);
          state = after;
          at = end + 1;
        } else {
          state = repeat(state, end > at && isFolders ? ANYTHING : NOT_SLASH);
          at = end;
        }
      } else if (character === "/" && glob.slice(at + 1) === "**") {
        // `a/**` is `a` as well.
        const after = add();
        join(state, after);
        join(repeat(read(state, "/"), ANYTHING), after);
        return { state: after, at: glob.length };
      } else if (character === "?") {
        state = read(state, NOT_SLASH);
      } else if (character === "[" && glob.includes("]", at + 2)) {
        const end = glob.indexOf("]", at + 2);
        state = read(state, characterClass(glob.slice(at + 1, end)));
        at = end;
      } else if (character === "{" && hasClose(glob, at)) {
        if (depth === MAX_DEPTH) throw new RangeError("its braces are nested too deeply");
        const after = add();
        for (let next = at; glob[next] !== "}"; ) {
          const option = add();
          join(state, option);
          const read = sequence(option, next + 1, depth + 1);
          join(read.state, after);
          next = read.at;
          at = read.at;
        }
        state = after;
      } else if (character === "\\" && at + 1 < glob.length) {
        at++;
        state = read(state, glob[at] ?? "");
      } else {
        state = read(state, character);
      }
    }
    if (depth > 0) throw new RangeError("a brace is not closed");
    return { state, at: glob.length };
  };

  const { state } = sequence(add(), 0, 0);
  join(state, add());
  return states;
}

function lastStar(glob: string, from: number): number {
  let end = from;
  while (glob[end + 1] === "*") end++;
  return end;
}

function hasClose(glob: string, from: number): boolean {
  return glob.includes("}", from);
}

function unknown(what: string): RangeError {
  return new RangeError(`"${what}" is not supported: write each alternative, as {a,b} or as a separate glob`);
}

/** `a-z_`, `!a-z`, `^a`. */
function characterClass(text: string): Test {
  const isNegated = text.startsWith("!") || text.startsWith("^");
  const body = isNegated ? text.slice(1) : text;
  const ranges: [string, string][] = [];
  for (let at = 0; at < body.length; at++) {
    const from = body[at] ?? "";
    const isRange = body[at + 1] === "-" && at + 2 < body.length;
    ranges.push([from, isRange ? (body[at + 2] ?? "") : from]);
    if (isRange) at += 2;
  }
  return (character) =>
    character !== "/" && ranges.some(([from, to]) => from <= character && character <= to) !== isNegated;
}

/** A set of states, and where each character leads. */
interface Step {
  readonly states: readonly number[];
  readonly isEnd: boolean;
  readonly next: Map<string, Step>;
}

/** As many sets are kept; few globs ever need more than they have characters. */
const MAX_STEPS = 5_000;

function run(states: readonly State[]): (path: string) => boolean {
  let known = new Map<string, Step>();
  const stepOf = (from: Iterable<number>): Step => {
    const set = closure(states, from);
    const key = set.join();
    const found = known.get(key);
    if (found !== undefined) return found;
    const step = { states: set, isEnd: set.includes(states.length - 1), next: new Map<string, Step>() };
    known.set(key, step);
    return step;
  };
  let start = stepOf([0]);
  return (path) => {
    if (known.size > MAX_STEPS) {
      known = new Map();
      start = stepOf([0]);
    }
    let step = start;
    for (const character of path) {
      let next = step.next.get(character);
      if (next === undefined) {
        next = stepOf(
          step.states.flatMap((at) => (accepts(states[at], character) ? [states[at]?.next ?? 0] : [])),
        );
        step.next.set(character, next);
      }
      if (next.states.length === 0) return false;
      step = next;
    }
    return step.isEnd;
  };
}

function accepts(state: State | undefined, character: string): boolean {
  const test = state?.test;
  return typeof test === "function" ? test(character) : test === character;
}

/** All states that are reached without reading, sorted. */
function closure(states: readonly State[], from: Iterable<number>): readonly number[] {
  const set = new Set(from);
  for (const at of set) for (const next of states[at]?.empty ?? []) set.add(next);
  return [...set].sort((a, b) => a - b);
}
