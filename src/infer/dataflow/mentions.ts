/** References of an expression to other parts of the flow. */
export type ExpressionSource =
  /** Outputs of a task: the output, and the file if it names one. */
  | { readonly kind: "task"; readonly id: string; readonly output?: string; readonly file?: string }
  | { readonly kind: "trigger" }
  /** The item of a surrounding loop. */
  | { readonly kind: "loop" }
  | { readonly kind: "variable"; readonly name: string };

const OUTPUTS =
  /\boutputs\s*(?:\.\s*([A-Za-z_]\w*)|\[\s*(?:'([^']*)'|"([^"]*)")\s*\])((?:\s*(?:\.\s*\w+|\[[^\]]*\]|\)))*)/g;
const VARIABLE = /\bvars\s*(?:\.\s*([A-Za-z_]\w*)|\[\s*(?:'([^']*)'|"([^"]*)")\s*\])/g;
const LOOP = /\b(?:taskrun\s*\.\s*(?:value|iteration)|item\s*\.|parents?\s*[.[])/;
const TRIGGER = /\btrigger\s*[.[]/;

/** Outputs about a run, without its data. */
const NO_DATA = new Set([
  "size",
  "count",
  "rowCount",
  "rowsCount",
  "recordsCount",
  "messagesCount",
  "exitCode",
  "code",
  "headers",
  "jobId",
  "executionId",
  "taskRunId",
  "duration",
  "state",
  "length",
]);

/** References of the expressions in a text, each once. */
export function referencesIn(text: string): readonly ExpressionSource[] {
  if (!text.includes("{{") && !text.includes("{%")) return [];
  const found = new Map<string, ExpressionSource>();
  const add = (mention: ExpressionSource): void => void found.set(JSON.stringify(mention), mention);
  for (const [, dotted, single, double, tail = ""] of text.matchAll(OUTPUTS)) {
    const id = dotted ?? single ?? double ?? "";
    const names = [...tail.matchAll(/\.\s*(\w+)|\[\s*(?:'([^']*)'|"([^"]*)")\s*\]/g)];
    const output = names.find(([, name]) => name !== undefined)?.[1];
    if (output !== undefined && NO_DATA.has(output)) continue;
    const file = names
      .map(([, , quoted, doubleQuoted]) => quoted ?? doubleQuoted)
      .find((name) => name !== undefined);
    add({ kind: "task", id, ...(output !== undefined && { output }), ...(file !== undefined && { file }) });
  }
  for (const [, dotted, single, double] of text.matchAll(VARIABLE))
    add({ kind: "variable", name: dotted ?? single ?? double ?? "" });
  if (LOOP.test(text)) add({ kind: "loop" });
  if (TRIGGER.test(text)) add({ kind: "trigger" });
  return [...found.values()];
}
