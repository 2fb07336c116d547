// Control characters (C0, DEL, C1) can move the cursor, change colours and answer queries of the terminal. The others
// reverse the direction of text, break lines, are invisible and could disguise an id, or are noncharacters, which XML
// rejects.
const HIDDEN =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff]|\p{Surrogate}/gu;

/**
 * Text from a flow file as a terminal may show it: on one line, with every character that is not simply printed written
 * as its escape (`\u001b`).
 */
export function escapeControlChars(text: string): string {
  return text.replace(HIDDEN, (char) => `\\u${(char.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`);
}
