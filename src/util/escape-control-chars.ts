// Control characters (C0, DEL, C1) can move the cursor, change colours and answer queries of the terminal. The others
// reverse the direction of text, break lines, are invisible and could disguise an id (also as tags or variation
// selectors), or are noncharacters, which XML rejects.
export const HIDDEN =
  /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2800\ufff9-\ufffb\ufffe\uffff]|\p{Default_Ignorable_Code_Point}|\p{Surrogate}/gu;

/**
 * Text from a flow file as a terminal may show it: on one line, with every character that is not simply printed written
 * as its escape (`\u001b`, `\u{e0041}`).
 */
export function escapeControlChars(text: string): string {
  return text.replace(HIDDEN, (char) => {
    const digits = (char.codePointAt(0) ?? 0).toString(16);
    return digits.length > 4 ? `\\u{${digits}}` : `\\u${digits.padStart(4, "0")}`;
  });
}
