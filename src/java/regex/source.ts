import { invalid, unsupported } from "../error.ts";

export interface RegexFlags {
  readonly ignoreCase: boolean;
  readonly unicodeCase: boolean;
  readonly multiline: boolean;
  readonly dotAll: boolean;
  readonly unixLines: boolean;
  readonly comments: boolean;
}

const NESTING = 100;

/** A cursor over the text of a pattern, with the flags in force at the cursor. */
export class RegexSource {
  readonly text: string;
  position = 0;
  flags: RegexFlags = {
    ignoreCase: false,
    unicodeCase: false,
    multiline: false,
    dotAll: false,
    unixLines: false,
    comments: false,
  };
  #depth = 0;

  constructor(text: string) {
    this.text = text;
  }

  done(): boolean {
    return this.position >= this.text.length;
  }

  peek(expected: string): boolean {
    return this.text.startsWith(expected, this.position);
  }

  accept(expected: string): boolean {
    if (!this.peek(expected)) return false;
    this.position += expected.length;
    return true;
  }

  /** Consumes one code point. */
  next(): number {
    const code = this.text.codePointAt(this.position);
    if (code === undefined) throw invalid("Unexpected end of the pattern");
    this.position += code > 0xffff ? 2 : 1;
    return code;
  }

  /** With the flag `x`, passes over white space and `#` comments. */
  skipComments(): void {
    if (!this.flags.comments) return;
    for (;;) {
      const ch = this.text[this.position];
      if (ch === "#") {
        while (!this.done() && !/[\n\r\u0085\u2028\u2029]/.test(this.text[this.position] ?? ""))
          this.position++;
      } else if (ch !== undefined && /[ \t\n\v\f\r]/.test(ch)) {
        this.position++;
      } else {
        return;
      }
    }
  }

  enter(): void {
    this.#depth++;
    if (this.#depth > NESTING) throw unsupported(`more than ${NESTING} nested groups`);
  }

  leave(): void {
    this.#depth--;
  }
}

const simpleEscapes: Readonly<Record<string, number>> = { t: 9, n: 10, r: 13, f: 12, a: 7, e: 27 };

/** The code point of an escape whose backslash is already consumed. */
export function readEscapedChar(source: RegexSource, inClass: boolean): number {
  if (source.done()) throw invalid("Unexpected internal error: a pattern may not end in a backslash");
  const code = source.next();
  const ch = String.fromCodePoint(code);
  const simple = simpleEscapes[ch];
  if (simple !== undefined) return simple;
  switch (ch) {
    case "0":
      return readOctal(source);
    case "x":
      return readHex(source);
    case "u": {
      const first = readDigits(source, 4, "Illegal Unicode escape sequence");
      if (first >= 0xd800 && first <= 0xdbff && source.peek("\\u")) {
        const restore = source.position;
        source.position += 2;
        const second = readDigits(source, 4, "Illegal Unicode escape sequence");
        if (second >= 0xdc00 && second <= 0xdfff)
          return (first - 0xd800) * 0x400 + (second - 0xdc00) + 0x10000;
        source.position = restore;
      }
      return first;
    }
    case "c":
      if (source.done()) throw invalid("Illegal control escape sequence");
      return source.next() ^ 64;
    case "N":
      throw unsupported("\\N{...} (a character by its name)");
  }
  if (/[A-Za-z]/.test(ch) || (inClass && /[1-9]/.test(ch)))
    throw invalid("Illegal/unsupported escape sequence");
  return code;
}

function readDigits(source: RegexSource, count: number, message: string): number {
  const digits = source.text.slice(source.position, source.position + count);
  if (digits.length < count || !/^[0-9A-Fa-f]+$/.test(digits)) throw invalid(message);
  source.position += count;
  return Number.parseInt(digits, 16);
}

function readHex(source: RegexSource): number {
  if (!source.peek("{")) return readDigits(source, 2, "Illegal hexadecimal escape sequence");
  const match = /^\{([0-9A-Fa-f]+)\}/.exec(source.text.slice(source.position, source.position + 12));
  const value = match === null ? Number.NaN : Number.parseInt(match[1] ?? "", 16);
  if (match === null || !(value <= 0x10ffff)) throw invalid("Illegal hexadecimal escape sequence");
  source.position += match[0].length;
  return value;
}

function readOctal(source: RegexSource): number {
  const match = /^(?:[0-3][0-7]{0,2}|[4-7][0-7]?)/.exec(
    source.text.slice(source.position, source.position + 3),
  );
  if (match === null) throw invalid("Illegal octal escape sequence");
  source.position += match[0].length;
  return Number.parseInt(match[0], 8);
}
