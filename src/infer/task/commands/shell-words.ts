import { markText, type Text } from "../../resource/text.ts";

/** A word of a command, without quotes and escapes. */
export interface Word {
  readonly text: Text;
}

export interface Command {
  readonly words: readonly Word[];
  /** The command as written. */
  readonly text: Text;
}

/** Words before a command, such as assignments. */
const BEFORE_COMMAND = /^(?:then|do|else|elif|if|while|!|time|sudo|exec|[A-Za-z_][A-Za-z0-9_]*=.*)$/s;

/** The simple commands of a shell text: between line breaks, `;`, `&&`, `||` and `|`. Linear in its length. */
export function splitCommands(text: Text): readonly Command[] {
  const commands: Command[] = [];
  const marks = markText(text);
  if (marks === undefined) return commands;
  const { marked, restore } = marks;
  let words: string[] = [];
  let word: string | undefined;
  let start = 0;
  const endWord = (): void => {
    if (word !== undefined) words.push(word);
    word = undefined;
  };
  const endCommand = (end: number): void => {
    endWord();
    while (words[0] !== undefined && BEFORE_COMMAND.test(words[0])) words.shift();
    if (words.length > 0) {
      commands.push({
        words: words.map((masked) => ({ text: restore(masked) })),
        text: restore(marked.slice(start, end).trim()),
      });
    }
    words = [];
    start = end + 1;
  };
  for (let at = 0; at < marked.length; at++) {
    const character = marked[at] ?? "";
    if (character === "\\") {
      at += 1;
      const next = marked[at];
      if (next !== undefined && next !== "\n") word = (word ?? "") + next;
    } else if (character === "'" || character === '"') {
      word ??= "";
      for (at += 1; at < marked.length && marked[at] !== character; at++) {
        if (character === '"' && marked[at] === "\\" && at + 1 < marked.length) at += 1;
        word += marked[at];
      }
    } else if (character === "#" && word === undefined) {
      const end = marked.indexOf("\n", at);
      endCommand(at);
      at = end === -1 ? marked.length : end;
      start = at + 1;
    } else if (/[\n;&|]/.test(character)) endCommand(at);
    else if (/\s/.test(character)) endWord();
    else if (character === ">" || character === "<") {
      // A redirection is a file, not a word of the command.
      endWord();
      words.push(character);
    } else word = (word ?? "") + character;
  }
  endCommand(marked.length);
  return commands;
}
