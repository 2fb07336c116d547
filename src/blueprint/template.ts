/*
 * A blueprint is a Pebble template with other delimiters: `<< >>` and `<% %>`. Its `{{ }}` are for the run. The delimiters
 * are exchanged for those of the engine, and every brace of the text for a character that occurs nowhere else.
 */

/** A template for the engine, and how its output becomes the flow. */
export interface BlueprintTemplate {
  readonly template: string;
  /** The text of the flow, with the line of the blueprint that each line comes from. */
  readonly finish: (output: string) => { readonly text: string; readonly lines: readonly number[] };
}

const DELIMITERS: Readonly<Record<string, readonly [open: string, close: string, closing: string]>> = {
  "<<": ["{{", "}}", ">>"],
  "<%": ["{%", "%}", "%>"],
  "<#": ["{#", "#}", "#>"],
};

/**
 * @param given texts of the arguments, which must not contain the exchanged characters either
 */
export function blueprintTemplate(text: string, given: string): BlueprintTemplate {
  const [brace, mark] = freeCharacters(text + given);
  const parts: string[] = [];
  let line = 1;
  const literal = (piece: string) => {
    const lines = piece.replaceAll("{", brace).split("\n");
    parts.push(
      lines.map((lineText, at) => (at === 0 ? lineText : `${mark}${line + at}${mark}${lineText}`)).join("\n"),
    );
    line += lines.length - 1;
  };
  let at = 0;
  literal("");
  while (at < text.length) {
    const start = nextOpening(text, at);
    const delimiters = DELIMITERS[text.slice(start, start + 2)];
    if (delimiters === undefined) break;
    const [open, close, closing] = delimiters;
    const end = closingAt(text, start + 2, closing);
    // The engine reports an unclosed tag.
    const inside = text.slice(start + 2, end);
    literal(text.slice(at, start));
    parts.push(open, inside, ...(end < text.length ? [close] : []));
    line += inside.split("\n").length - 1;
    at = Math.min(end + 2, text.length);
  }
  literal(text.slice(at));
  return {
    template: parts.join(""),
    finish: (output) => {
      const lines: number[] = [];
      let last = 1;
      const texts = output.split("\n").map((lineText) => {
        const pieces = lineText.split(mark);
        // A marker is the odd piece between two marks.
        const first = pieces[1];
        lines.push(first === undefined ? last : Number(first));
        last = Number(pieces.at(-2) ?? last);
        return pieces.filter((_, index) => index % 2 === 0).join("");
      });
      return { text: texts.join("\n").replaceAll(brace, "{"), lines };
    },
  };
}

/** Two characters of the private use area without an occurrence. */
function freeCharacters(text: string): readonly [string, string] {
  const used = new Set(text.match(/[\ue000-\uf8ff]/g));
  const free: string[] = [];
  for (let code = 0xe000; free.length < 2 && code <= 0xf8ff; code++) {
    const character = String.fromCharCode(code);
    if (!used.has(character)) free.push(character);
  }
  return [free[0] ?? "\ufdd0", free[1] ?? "\ufdd1"];
}

const OPENING = /<[<%#]/g;

function nextOpening(text: string, from: number): number {
  OPENING.lastIndex = from;
  return OPENING.exec(text)?.index ?? text.length;
}

/** The closing delimiter outside of quotes; the end of the text without one. */
function closingAt(text: string, from: number, closing: string): number {
  let quote = "";
  for (let at = from; at < text.length; at++) {
    const character = text[at] ?? "";
    if (quote !== "") {
      if (character === "\\") at++;
      else if (character === quote) quote = "";
    } else if (text.startsWith(closing, at)) return at;
    else if (closing !== "#>" && (character === '"' || character === "'")) quote = character;
  }
  return text.length;
}
