/** The offsets of an expression in a text, `{{ … }}`, with its braces. */
export interface ExpressionSpan {
  readonly start: number;
  readonly end: number;
}

/** Finds the expressions in a text. In time linear in the text, whose braces may not match. */
export function expressionSpans(text: string): ExpressionSpan[] {
  const spans: ExpressionSpan[] = [];
  for (let end = 0; ; ) {
    const start = text.indexOf("{{", end);
    const close = start === -1 ? -1 : text.indexOf("}}", start + 2);
    if (close === -1) return spans;
    end = close + 2;
    spans.push({ start, end });
  }
}

/** The text without its expressions. */
export function withoutExpressions(text: string): string {
  let from = 0;
  const pieces = expressionSpans(text).map(({ start, end }) => {
    const piece = text.slice(from, start);
    from = end;
    return piece;
  });
  return pieces.join("") + text.slice(from);
}
