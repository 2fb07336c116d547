import { data, Evaluator, Lexer, Parser } from "@actions/expressions";

/** The contexts of expressions: `github`, `inputs`, `steps`. */
export type Contexts = Readonly<Record<string, unknown>>;

const STATUS = ["success", "failure", "always", "cancelled"] as const;

/** Evaluates the `${{ }}` of a text, like the runner in `env`, `with` and `working-directory`. */
export function fillIn(text: string, contexts: Contexts): string {
  return text.replace(/\$\{\{(.*?)\}\}/gs, (_, expression) =>
    evaluate(expression, contexts, false).coerceString(),
  );
}

/**
 * Whether a step runs. A condition without a status function requires success.
 *
 * @param condition with or without `${{ }}`
 * @param failed whether an earlier step failed
 */
export function isMet(condition: string | undefined, contexts: Contexts, failed: boolean): boolean {
  const expression = (condition ?? "success()").replace(/^\s*\$\{\{(.*)\}\}\s*$/s, "$1");
  const hasStatusFunction = STATUS.some((name) => new RegExp(`\\b${name}\\s*\\(`).test(expression));
  const complete = hasStatusFunction ? expression : `success() && (${expression})`;
  const value = evaluate(complete, contexts, failed);
  return value.kind === data.Kind.Boolean ? value.value : value.coerceString() !== "";
}

/** Evaluates an expression with GitHub's implementation of the language. */
function evaluate(expression: string, contexts: Contexts, failed: boolean): data.ExpressionData {
  const answers = { success: !failed, failure: failed, always: true, cancelled: false };
  const functions = STATUS.map((name) => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(answers[name]),
  }));
  const { tokens } = new Lexer(expression).lex();
  const parsed = new Parser(tokens, Object.keys(contexts), functions).parse();
  const known = JSON.parse(JSON.stringify(contexts), data.reviver) as data.Dictionary;
  return new Evaluator(
    parsed,
    known,
    new Map(functions.map((definition) => [definition.name, definition])),
  ).evaluate();
}
