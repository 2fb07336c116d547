import type { Key } from "ink";

/** Keys with names, in input of several characters. */
const CHARACTERS: Readonly<Record<string, string>> = { "\r": "enter", "\t": "tab", "\u007f": "backspace" };

/**
 * The names of keys for `update`. A paste, or fast typing, arrives at once.
 *
 * @param isPrompt the input is text: it stays whole, except for Enter at its end
 */
export function keyNames(input: string, key: Key, isPrompt: boolean): readonly string[] {
  const named = keyName(input, key);
  if (named !== input) return [named];
  if (!isPrompt) return Array.from(input, (character) => CHARACTERS[character] ?? character);
  return /.\r$/.test(input) ? [input.slice(0, -1), "enter"] : [input];
}

/** Terminals send Backspace as Delete. */
function keyName(input: string, key: Key): string {
  if (key.ctrl) return `ctrl-${input}`;
  if (key.return) return "enter";
  if (key.escape) return "escape";
  if (key.tab) return "tab";
  if (key.backspace || key.delete) return "backspace";
  if (key.upArrow) return "up";
  if (key.downArrow) return "down";
  if (key.leftArrow) return "left";
  if (key.rightArrow) return "right";
  if (key.pageUp) return "pageup";
  if (key.pageDown) return "pagedown";
  if (key.home) return "home";
  if (key.end) return "end";
  return input;
}
