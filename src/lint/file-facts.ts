import type { FileContents } from "../flows/read-flow-file.ts";
import type { SourceText } from "../flows/source-text.ts";
import type { ResolvedFlow } from "../model/declared.ts";
import type { FileFacts } from "./facts.ts";
import { flowFacts } from "./flow-facts.ts";
import type { FactOptions } from "./flow-rule-context.ts";
import { rangeAt } from "./range.ts";
import { suppressionsIn } from "./suppression.ts";

/**
 * Lint facts of a file.
 *
 * @param resolved results for `contents.flows`, in the same order
 * @param source the text of a file without flows; called only for problems
 */
export function fileFacts(
  file: string,
  contents: FileContents,
  resolved: readonly ResolvedFlow[],
  options: FactOptions,
  source: () => SourceText | undefined,
): FileFacts {
  const first = contents.flows[0]?.source;
  const text = first ?? (contents.problems.length > 0 ? source() : undefined);
  return {
    file,
    flows: contents.flows.flatMap((flow, index) => {
      const result = resolved[index];
      return result === undefined ? [] : [flowFacts(flow, result, options)];
    }),
    problems: contents.problems.map(({ message, place }) => ({
      message,
      range: rangeAt(place),
      meantAsFlow: text === undefined || looksLikeFlow(text.text),
    })),
    suppressions: text === undefined ? [] : suppressionsIn(text),
  };
}

/** An unparsable file of another kind, such as a Helm template, is not an error. */
function looksLikeFlow(text: string): boolean {
  return /^namespace[ \t]*:/m.test(text) && /^(tasks|id)[ \t]*:/m.test(text);
}
