import { DATA_COMMANDS } from "../../catalogue/programs.ts";
import { patternText } from "../../resource/text.ts";
import type { Word } from "./shell-words.ts";

/** The name of a command with unknown data access; undefined for other commands. */
export function dataCommand(words: readonly Word[]): string | undefined {
  const [first = "", ...rest] = words.map(({ text }) => patternText(text));
  const tool = first.slice(first.lastIndexOf("/") + 1).replace(/\.sh$/, "");
  if (tool === "curl" || tool === "wget") return isDownload(tool, rest) ? tool : undefined;
  if (DATA_COMMANDS.has(tool)) return tool;
  const operand = rest.slice(0, MOST_OPTIONS).find((word) => DATA_COMMANDS.has(`${tool} ${word}`));
  return operand && `${tool} ${operand}`;
}

/** Words before the operand of a command. */
const MOST_OPTIONS = 10;

const TO_FILE = /^(?:>|-[A-Za-z]*[oOT]|--output(?:=.*)?|--remote-name(?:-all)?|--upload-file)$/s;

/** Whether a command stores a file from a server, other than a program to install, or sends one. */
function isDownload(tool: "curl" | "wget", words: readonly string[]): boolean {
  const hasUrl = words.some(
    (word) => /^(?:https?|s?ftps?):\/\//.test(word) && !/\.(?:sh|deb|rpm)$/.test(word),
  );
  if (!hasUrl || words.includes("/dev/null")) return false;
  if (tool === "curl") return words.some((word) => TO_FILE.test(word));
  // `-O -` writes to the standard output.
  return !words.some(
    (word, at) => /^-[a-z]*O-?$/.test(word) && (word.endsWith("-") || words[at + 1] === "-"),
  );
}
