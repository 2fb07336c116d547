const DIGIT_0 = 48;
const DIGIT_9 = 57;

export function isDigit(code: number): boolean {
  return code >= DIGIT_0 && code <= DIGIT_9;
}

/** White space of ASCII, and the Unicode spaces found in text from word processors. */
export function isSpace(code: number): boolean {
  if (code <= 0x20) return true;
  return (
    code >= 0x80 &&
    (code === 0xa0 || code === 0xfeff || code === 0x3000 || (code >= 0x2000 && code <= 0x200b))
  );
}

/** A letter, a digit or `_`. Every character outside ASCII counts as a letter. */
export function isWordCharacter(code: number): boolean {
  return code >= 0x80 ? !isSpace(code) : isWordOfAscii(code);
}

export function isWordOfAscii(code: number): boolean {
  return (code >= 97 && code <= 122) || code === 95 || (code >= 65 && code <= 90) || isDigit(code);
}
