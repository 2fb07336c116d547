/** The endings of SQL files, and of programs in the languages of data work. Others are rarely beside flows. */
const ENDING = "\\.(?:sql|py|r|jl|rb)";
const HAS_ENDING = new RegExp(`${ENDING}$`, "i");
const NAMES_FILE = new RegExp(`${ENDING}\\b`, "i");

/** Whether tasks may name a file: a SQL text or a program. */
export function isSourceFile(name: string): boolean {
  return HAS_ENDING.test(name);
}

/** Whether the text of a flow may name such a file. */
export function namesSourceFile(text: string): boolean {
  return NAMES_FILE.test(text);
}
