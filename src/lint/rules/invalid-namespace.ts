import { declaring } from "../example.ts";
import type { Report } from "../finding.ts";
import { literalFields } from "../literal-fields.ts";
import type { Range } from "../range.ts";
import { rangeOfField } from "../range-of-field.ts";
import type { FlowLint, FlowRule } from "../rule.ts";

export const invalidNamespace: FlowRule = {
  id: "invalid-namespace",
  scope: "flow",
  severity: "error",
  description: "The namespace of an asset is not one that Kestra accepts.",
  why: "A namespace starts with a lower-case letter or digit, goes on with those, `.`, `_` and `-`, and has at most 150 characters. For an output Kestra checks it when the task has run, and then fails the task. On an input nothing checks it, and no asset can be in such a namespace; there this is a warning.",
  remedy: "Write the namespace as the flows in it do, or leave it out.",
  examples: [
    {
      bad: declaring(`
outputs:
  - id: orders
    namespace: Company.Team
    type: io.kestra.plugin.ee.assets.Table`),
      good: declaring(`
outputs:
  - id: orders
    namespace: "{{ flow.namespace }}"
    type: io.kestra.plugin.ee.assets.Table`),
    },
  ],
  check,
};

/** Source: Kestra's Asset.namespace, `@Pattern` and `@Size(min = 1, max = 150)`. */
const NAMESPACE = /^[a-z0-9][a-z0-9._-]*$/;
const MAX_LENGTH = 150;

function* check(context: FlowLint): Generator<Report> {
  for (const { side, value, range } of literalFields(context, "namespace")) {
    yield* reportFor(value, side, range);
  }
  for (const bundle of context.resolved.bundles) {
    for (const side of ["outputs", "inputs"] as const) {
      for (const entry of bundle[side]) {
        for (const { claim, place } of [entry, ...(entry.others ?? [])]) {
          if (claim.namespace === undefined) continue;
          yield* reportFor(claim.namespace, side, rangeOfField(context, place, "namespace"));
        }
      }
    }
  }
}

function* reportFor(namespace: string, side: "inputs" | "outputs", range: Range): Generator<Report> {
  const problem = namespaceProblem(namespace);
  if (problem === undefined) return;
  yield {
    range,
    message: `"${namespace}" is no namespace that Kestra accepts: ${problem}`,
    ...(side === "inputs" && { severity: "warning" }),
  };
}

function namespaceProblem(namespace: string): string | undefined {
  if (namespace === "") return "a namespace must not be empty";
  if (namespace.length > MAX_LENGTH)
    return `a namespace has at most ${MAX_LENGTH} characters, this one has ${namespace.length}`;
  if (NAMESPACE.test(namespace)) return undefined;
  return 'a namespace starts with a lower-case letter or digit and holds only those, ".", "_" and "-"';
}
