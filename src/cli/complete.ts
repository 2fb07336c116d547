import type { Option } from "../commands/option.ts";
import { COMMANDS, type CommandName } from "../commands/options.ts";
import type { CommandSpec } from "../commands/specs/spec.ts";
import { escapeControlChars } from "../util/escape-control-chars.ts";
import { knownNames, type NameKind } from "../workspace/known-names.ts";
import { openWorkspace } from "../workspace/workspace.ts";
import { quietWhenPipeCloses } from "./quiet-when-pipe-closes.ts";

/**
 * Names of the repository with other characters are not offered: every shell takes these as they are. A name with a
 * hyphen at its start would be an option, and zsh expands "=" there.
 */
const INERT = /^[A-Za-z0-9_.@/+][A-Za-z0-9_.@/+=%:-]*$/;
/** The same with the letters of all languages, which takes longer. */
const INERT_ANYWHERE = /^[\p{L}\p{N}_.@/+][\p{L}\p{N}_.@/+=%:-]*$/u;
const MAX_CANDIDATES = 1000;

/** Names for the value of an option, by its flag. */
const OPTION_NAMES: Readonly<Record<string, NameKind>> = {
  "--type": "types",
  "--namespace": "namespaces",
  "--since": "revisions",
  "--base": "revisions",
  "--removed-since": "revisions",
  "--settings-from": "revisions",
  "--focus": "assets",
  "--rule": "rules",
};

/** Names for an argument, by its name in the option table. */
const ARGUMENT_NAMES: Readonly<Record<string, NameKind>> = {
  asset: "assets",
  selection: "assets",
  from: "assets",
  to: "assets",
  "revisions...": "revisions",
  rule: "rules",
};

const GLOBAL_FLAGS = ["--format", "--store", "--config", "--follow-links", "--no-color", "--debug", "--help"];

/**
 * Prints the candidates for the last word of a command line, one per line. Reads the stored inventory as it is; a problem
 * gives no candidates, because a shell has no place for a message.
 */
export async function complete(words: readonly string[]): Promise<void> {
  quietWhenPipeCloses();
  const found = await candidates(words).catch((): string[] => []);
  process.stdout.write(found.map((name) => `${name}\n`).join(""));
}

async function candidates(words: readonly string[]): Promise<string[]> {
  const word = words.at(-1) ?? "";
  const [name = ""] = words;
  const [, flag, value] = /^(--[a-z-]+)=(.*)$/.exec(word) ?? [];
  if (flag !== undefined && value !== undefined) {
    const values = await candidates([...words.slice(0, -1), flag, value]);
    return values.map((item) => `${flag}=${item}`);
  }
  if (words.length < 2) return startingWith(word, [...Object.keys(COMMANDS), "help"]);
  if (name === "help") return startingWith(word, Object.keys(COMMANDS));
  if (!Object.hasOwn(COMMANDS, name)) return [];
  const spec: CommandSpec = COMMANDS[name as CommandName];
  const previous = words.length > 2 ? (words.at(-2) ?? "") : "";
  if (previous === "--format" && spec.formats !== "own") return startingWith(word, spec.formats);
  const options = Object.values(spec.options);
  const valued = options.find((option) => flagsOf(option).includes(previous) && option.flags.includes("<"));
  if (valued?.choices !== undefined) return startingWith(word, valued.choices);
  const kind = OPTION_NAMES[previous];
  if (kind !== undefined && valued !== undefined) return names(kind, word);
  if (valued !== undefined) return [];
  if (word.startsWith("-")) return startingWith(word, [...options.flatMap(flagsOf), ...GLOBAL_FLAGS]);
  const argument = /^[<[](.*)[>\]]$/.exec(spec.arguments[argumentIndex(spec, words)]?.name ?? "")?.[1] ?? "";
  if (argument === "shell") return startingWith(word, ["bash", "zsh", "fish"]);
  const named = ARGUMENT_NAMES[argument];
  return named === undefined ? [] : names(named, word);
}

/** The position of the last word among the arguments; the last argument may take all others. */
function argumentIndex({ arguments: known }: CommandSpec, words: readonly string[]): number {
  const before = words.slice(1, -1).filter((word) => !word.startsWith("-")).length;
  return Math.min(before, known.length - 1);
}

function flagsOf({ flags }: Option<unknown>): string[] {
  return flags.match(/--?[a-z][a-z-]*/gi) ?? [];
}

async function names(kind: NameKind, word: string): Promise<string[]> {
  const workspace = await openWorkspace({ folder: process.cwd(), environment: process.env });
  const isInert = (name: string) =>
    INERT.test(name) || (INERT_ANYWHERE.test(name) && escapeControlChars(name) === name);
  return startingWith(word, await knownNames(workspace, kind, word), isInert).sort();
}

function startingWith(word: string, all: Iterable<string>, takes = (_: string) => true): string[] {
  const found: string[] = [];
  for (const name of all) {
    if (found.length === MAX_CANDIDATES) break;
    if (name.startsWith(word) && takes(name)) found.push(name);
  }
  return found;
}
