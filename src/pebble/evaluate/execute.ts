import type { Body, Statement } from "../syntax/syntax-tree.ts";
import { textWithHoles } from "../values/text-with-holes.ts";
import type { Value } from "../values/value.ts";
import { evaluate, filterWith } from "./evaluate.ts";
import { executeFor } from "./execute-for.ts";
import { executeIf } from "./execute-if.ts";
import { createOutput, writeText, writeValue } from "./output.ts";
import type { Output } from "./output-type.ts";
import { enterCall, enterLevel, type Run } from "./run.ts";
import { assign } from "./scope-chain.ts";

/** Runs the statements of a template or of a part of one. */
export function execute(run: Run, body: Body, out: Output): void {
  enterLevel(run.state);
  for (const statement of body) executeStatement(run, statement, out);
  run.state.depth -= 1;
}

function executeStatement(run: Run, statement: Statement, out: Output): void {
  run.charge(1);
  switch (statement.type) {
    case "text":
      writeText(run, out, statement.text);
      return;
    case "print":
      writeValue(run, out, evaluate(run, statement.expression), statement);
      return;
    case "set":
      assign(run.frame, statement.name, evaluate(run, statement.value));
      return;
    case "if":
      executeIf(run, statement, out, execute);
      return;
    case "for":
      executeFor(run, statement, out, execute);
      return;
    case "filter":
      executeFilter(run, statement, out);
      return;
    case "block": {
      const blockBody = run.template.blocks.get(statement.name);
      if (blockBody === undefined) return;
      enterCall(run.state);
      execute(run, blockBody, out);
      run.state.calls -= 1;
      return;
    }
  }
}

/** `{% filter f | g %}`: the body's text, printed by toString, goes through the filters. */
function executeFilter(run: Run, statement: Statement & { type: "filter" }, out: Output): void {
  const inner = createOutput("java");
  let value: Value | undefined;
  for (const call of statement.calls) {
    const input = value;
    value = filterWith(
      run,
      () => {
        if (input !== undefined) return input;
        execute(run, statement.body, inner);
        return textWithHoles(inner.parts);
      },
      call,
    );
  }
  if (value !== undefined) writeValue(run, out, value, statement);
}
