import type { Body, Expression, Macro } from "../syntax/syntax-tree.ts";
import { javaText } from "../values/java-text.ts";
import { textWithHoles } from "../values/text-with-holes.ts";
import { derived, findUnknown } from "../values/unknown.ts";
import { NULL, type Parts, string, type Value } from "../values/value.ts";
import { createOutput } from "./output.ts";
import { enterCall, type Run } from "./run.ts";

/** Calls a macro: it has only its arguments, prints by toString, and returns a SafeString. */
export function callMacro(
  run: Run,
  macro: Macro,
  args: readonly (Value | undefined)[],
  evaluate: (run: Run, expression: Expression) => Value,
): Value {
  const outer = run.frame;
  const variables = new Map<string, Value>();
  run.frame = { variables };
  for (const [index, parameter] of macro.parameters.entries()) {
    const given = args[index];
    variables.set(
      parameter.name,
      given ?? (parameter.value === undefined ? NULL : evaluate(run, parameter.value)),
    );
  }
  const parts = textOf(run, macro.body);
  run.frame = outer;
  return textWithHoles(parts, true);
}

/** `block('name')`: the text of a block of this template; empty without such a block. */
export function renderBlock(run: Run, name: Value | undefined): Value {
  const cause = name === undefined ? undefined : findUnknown(name);
  if (cause !== undefined) return textWithHoles([derived(cause)]);
  const body = name === undefined ? undefined : run.template.blocks.get(javaText(name));
  return body === undefined ? string("") : textWithHoles(textOf(run, body));
}

function textOf(run: Run, body: Body): Parts {
  enterCall(run.state);
  const out = createOutput("java");
  run.execute(run, body, out);
  run.state.calls -= 1;
  return out.parts;
}
