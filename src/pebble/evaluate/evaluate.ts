import { stepsOfCall } from "../definitions/definition.ts";
import type { Expression, FilterCall } from "../syntax/syntax-tree.ts";
import type { Answer } from "../values/equality.ts";
import { Failure, fail, missing, restated } from "../values/failure.ts";
import { joinValues } from "../values/join.ts";
import { derived, findUnknown, unknown } from "../values/unknown.ts";
import { bean, bool, hashMap, integer, list, NULL, string, type Value } from "../values/value.ts";
import { applyFilter, applyFunction, applyTest } from "./apply.ts";
import { attribute, ENGINE_CONTEXT } from "./attributes.ts";
import { applyOperator } from "./binary-operators.ts";
import { isBlank } from "./blank.ts";
import { branchValue } from "./branches.ts";
import { bindArguments, hasOthers } from "./call-arguments.ts";
import { callMacro, renderBlock } from "./invoke.ts";
import { answerValue, arithmetic } from "./operators.ts";
import { REGISTRY } from "./registry.ts";
import {
  attempt,
  chargeValues,
  checkSize,
  consult,
  enterLevel,
  inBranch,
  type Run,
  reported,
} from "./run.ts";
import { lookUp } from "./scope-chain.ts";
import { truth } from "./truth.ts";

/**
 * The value of an expression, as far as it is known. Consulted values that may be undefined are recorded in
 * `run.maybeMissing`; the result itself is never undefined. Throws a Failure if evaluation certainly fails.
 */
export function evaluate(run: Run, expression: Expression): Value {
  const { state } = run;
  state.steps += 1;
  if (state.steps > state.limits.steps) run.charge(0);
  enterLevel(state);
  try {
    const value = evaluateKind(run, expression);
    if (value.kind === "string") checkSize(state, value.value.length);
    state.depth -= 1;
    return value;
  } catch (error) {
    if (error instanceof Failure && error.offset < 0) {
      error.offset = expression.start;
      error.length = expression.end - expression.start;
    }
    throw error;
  }
}

function evaluateKind(run: Run, expression: Expression): Value {
  switch (expression.type) {
    case "literal":
      return expression.value;
    case "name":
      return variable(run, expression.name);
    case "attribute": {
      const target = evaluate(run, expression.target);
      const key = evaluate(run, expression.key);
      const args = expression.args?.map((arg) => evaluate(run, arg));
      return attribute(run, target, key, args);
    }
    case "list":
      return list(expression.items.map((item) => evaluate(run, item)));
    case "map":
      return mapLiteral(run, expression.entries);
    case "filter":
      return filter(run, expression.input, expression.call);
    case "call":
      return call(run, expression);
    case "test":
      return test(run, expression);
    case "unary":
      return unary(run, expression);
    case "binary": {
      const { operator, left, right } = expression;
      return applyOperator(
        run,
        operator,
        () => evaluate(run, left),
        () => evaluate(run, right),
      );
    }
    case "ternary":
      return ternary(run, expression);
  }
}

/** An object that the engine adds to every template. The name of a template is its text. */
function engineObject(run: Run, name: string): Value | undefined {
  switch (name) {
    case "_context":
      return ENGINE_CONTEXT;
    case "locale":
      return unknown("the locale of the server is known only at run time");
    case "template":
      return bean([["name", string(run.template.source)]]);
    default:
      return undefined;
  }
}

function variable(run: Run, name: string): Value {
  const value = lookUp(run.frame, name) ?? engineObject(run, name);
  if (value === undefined)
    throw missing(`the variable "${name}" is not defined`, { kind: "unknown-variable", name });
  return consult(run, value);
}

/** A HashMap, sized as the engine sizes it. */
function mapLiteral(run: Run, entries: readonly (readonly [Expression, Expression])[]): Value {
  const pairs: [Value, Value][] = [];
  for (const [keyExpression, valueExpression] of entries) {
    pairs.push([evaluate(run, keyExpression), evaluate(run, valueExpression)]);
  }
  for (const [key] of pairs) {
    const cause = findUnknown(key);
    if (cause !== undefined) return derived(cause);
  }
  return hashMap(pairs, Math.ceil(pairs.length / 0.75));
}

/** Also used by the tag `filter`, for text that is already rendered. */
export function filterWith(run: Run, input: (run: Run) => Value, filterCall: FilterCall): Value {
  if (filterCall.name === "default") return defaultFilter(run, input, filterCall);
  const definition = REGISTRY[run.dialect].filters.get(filterCall.name);
  if (definition === undefined) throw notThere("filter", filterCall);
  const args = locate(filterCall, () =>
    bindArguments(filterCall.args, definition.argumentNames, (arg) => evaluate(run, arg)),
  );
  const value = input(run);
  run.charge(stepsOfCall(definition));
  chargeValues(run, [value, ...args]);
  return locate(filterCall, () => reported(run, applyFilter(definition, value, args, run)));
}

function filter(run: Run, input: Expression, filterCall: FilterCall): Value {
  return filterWith(run, () => evaluate(run, input), filterCall);
}

/** Adds the name and the position of a filter or function to its failures. */
function locate<T>(call: { name: string; start: number; end: number }, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof Failure) || error.offset >= 0) throw error;
    const message = error.kind === "limit" ? error.message : `"${call.name}": ${error.message}`;
    throw restated(error, { message, offset: call.start, length: call.end - call.start });
  }
}

function notThere(
  kind: "filter" | "function" | "test",
  { name, start, end }: { readonly name: string; readonly start: number; readonly end: number },
): Failure {
  const what = kind === "function" ? "function or macro" : kind;
  const cause = { kind: `unknown-${kind}`, name } as const;
  return new Failure("runtime", `unknown ${what} "${name}"`, start, end - start, { cause });
}

/** `default`: for null, undefined, blank text and empty collections. Only the input is protected, not the argument. */
function defaultFilter(run: Run, input: (run: Run) => Value, filterCall: FilterCall): Value {
  const args = locate(filterCall, () =>
    bindArguments(filterCall.args, ["default"], (arg) => evaluate(run, arg)),
  );
  const otherwise = args[0] ?? NULL;
  const tried = attempt(run, () => input(run));
  if (tried.value === undefined) return otherwise;
  const empty = tried.maybeMissing ?? isBlank(tried.value);
  if (empty === false) return tried.value;
  if (empty === true) return otherwise;
  const value =
    tried.value.kind === "unknown" ? derived(tried.value, { word: tried.value.word }) : tried.value;
  return joinValues(value, otherwise, empty);
}

function call(run: Run, expression: Expression & { type: "call" }): Value {
  const { name, args } = expression;
  switch (name) {
    case "block":
      return renderBlock(run, bindArguments(args, ["name"], (arg) => evaluate(run, arg))[0]);
    case "parent":
      throw fail("parent() works only in a template that extends another one");
    case "render":
    case "renderOnce":
      if (!run.state.recursive) return renderCall(run, expression);
      break;
    default: {
      const definition = REGISTRY[run.dialect].functions.get(name);
      if (definition === undefined) break;
      return locate(expression, () => {
        const { argumentNames, onlyNamed } = definition;
        if (onlyNamed !== undefined && hasOthers(args, argumentNames))
          return reported(run, unknown(onlyNamed));
        const bound = bindArguments(args, argumentNames, (arg) => evaluate(run, arg));
        run.charge(stepsOfCall(definition));
        chargeValues(run, bound);
        return reported(run, applyFunction(definition, bound, run));
      });
    }
  }
  const macro = run.template.macros.get(name);
  if (macro === undefined) throw notThere("function", expression);
  return locate(expression, () => {
    const names = macro.parameters.map((parameter) => parameter.name);
    const bound = bindArguments(args, names, (arg) => evaluate(run, arg));
    return callMacro(run, macro, bound, (inner, value) => evaluate(inner, value));
  });
}

/** `render(toRender, recursive=true)` and `renderOnce(toRender)`. */
function renderCall(run: Run, expression: Expression & { type: "call" }): Value {
  const once = expression.name === "renderOnce";
  return locate(expression, () => {
    const names = once ? ["toRender"] : ["toRender", "recursive"];
    const [value, recursive] = bindArguments(expression.args, names, (arg) => evaluate(run, arg));
    if (value === undefined) throw fail('needs the argument "toRender"');
    if (recursive !== undefined && recursive.kind !== "boolean") {
      const cause = findUnknown(recursive);
      if (cause !== undefined) return derived(cause, { maybeNull: true });
      throw fail('the argument "recursive" is true or false');
    }
    return reported(run, run.renderInside(run, value, !once && (recursive?.value ?? true)));
  });
}

function test(run: Run, expression: Expression & { type: "test" }): Value {
  const answer = positiveTest(run, expression);
  if (typeof answer !== "boolean") return answerValue(answer);
  return bool(answer !== expression.negated);
}

function positiveTest(run: Run, expression: Expression & { type: "test" }): Answer {
  if (expression.name === "defined") {
    const tried = attempt(run, () => evaluate(run, expression.input));
    if (tried.value === undefined || tried.value.kind === "null") return false;
    if (tried.maybeMissing !== undefined) return tried.maybeMissing;
    return tried.value.kind === "unknown" && tried.value.maybeNull ? tried.value : true;
  }
  const definition = REGISTRY[run.dialect].tests.get(expression.name);
  if (definition === undefined) throw notThere("test", { name: expression.name, ...expression.nameRange });
  return locate(expression, () => {
    const args = bindArguments(expression.args, definition.argumentNames, (arg) => evaluate(run, arg));
    return applyTest(definition, evaluate(run, expression.input), args, run);
  });
}

function unary(run: Run, expression: Expression & { type: "unary" }): Value {
  const operand = evaluate(run, expression.operand);
  if (expression.operator !== "not") {
    return arithmetic(integer(expression.operator === "-" ? -1 : 1), "*", operand, run.dialect);
  }
  const answer = truth(operand);
  return typeof answer === "boolean" ? bool(!answer) : derived(answer);
}

/** A null condition chooses the second value; an undefined one is an error. */
function ternary(run: Run, expression: Expression & { type: "ternary" }): Value {
  const condition = evaluate(run, expression.condition);
  const answer = condition.kind === "null" ? false : truth(condition);
  if (answer === true) return evaluate(run, expression.then);
  if (answer === false) return evaluate(run, expression.otherwise);
  run.state.onUnknown?.(answer);
  const then = inBranch(run, () => evaluate(run, expression.then));
  const otherwise = inBranch(run, () => evaluate(run, expression.otherwise));
  return branchValue(run, then, otherwise, answer);
}
