import type { BinaryOperator } from "../syntax/syntax-tree.ts";
import { looselyEquals } from "../values/equality.ts";
import { fail } from "../values/failure.ts";
import { derived } from "../values/unknown.ts";
import { bool, FALSE, TRUE, type Value } from "../values/value.ts";
import { applyFunction } from "./apply.ts";
import { branchValue } from "./branches.ts";
import { add, answerValue, arithmetic, compare, concatenate, contains, isIn, subtract } from "./operators.ts";
import { REGISTRY } from "./registry.ts";
import { attempt, chargeValues, inBranch, noteMissing, type Run, reported, strictly } from "./run.ts";
import { truth } from "./truth.ts";

/** An operand that has not been evaluated yet. */
type Operand = () => Value;

/** The value of a binary expression. Evaluates the operands in the order, and only as far as, the engine does. */
export function applyOperator(run: Run, operator: BinaryOperator, left: Operand, right: Operand): Value {
  switch (operator) {
    case "or":
    case "and":
      return logical(run, operator, left, right);
    case "??":
    case "???":
      return coalesce(run, operator, left, right);
    case "contains": {
      const container = left();
      if (container.kind === "null") return FALSE;
      if (container.kind !== "unknown" || !container.maybeNull) {
        return answerValue(contains(container, right(), run));
      }
      // The right side is evaluated only if the left one is not null.
      const wanted = inBranch(run, right);
      noteMissing(run, wanted.maybeMissing);
      if (!wanted.ok && wanted.failure.kind === "missing") noteMissing(run, container);
      return answerValue(container);
    }
    case "~": {
      const a = left();
      const b = right();
      chargeValues(run, [a, b]);
      return concatenate(a, b);
    }
    case "isIn": {
      const a = left();
      const b = right();
      chargeValues(run, [a, b]);
      return answerValue(isIn(a, b));
    }
    case "<":
    case "<=":
    case ">":
    case ">=":
      return order(run, operator, left, right);
    case "..":
      return range(run, left, right);
    default:
      return wrapped(run, operator, left, right);
  }
}

/** In 1.x, undefined operands of a comparison cause a different error, as with `+`. */
function order(run: Run, operator: "<" | "<=" | ">" | ">=", left: Operand, right: Operand): Value {
  if (run.dialect === "1.x") return wrapped(run, operator, left, right);
  return answerValue(compare(left(), operator, right(), run.dialect));
}

/** Operators that turn undefined operands into an error that nothing catches. */
function wrapped(run: Run, operator: BinaryOperator, left: Operand, right: Operand): Value {
  return strictly(run, () => calculated(run, operator, left(), right()));
}

function calculated(run: Run, operator: BinaryOperator, a: Value, b: Value): Value {
  chargeValues(run, [a, b]);
  switch (operator) {
    case "==":
    case "equals":
      return answerValue(looselyEquals(a, b));
    case "!=": {
      const equal = looselyEquals(a, b);
      return typeof equal === "boolean" ? bool(!equal) : derived(equal);
    }
    case "+":
      return add(a, b, run);
    case "-":
      return subtract(a, b, run);
    case "*":
    case "/":
    case "%":
      return arithmetic(a, operator, b, run.dialect);
    case "<":
    case "<=":
    case ">":
    case ">=":
      return answerValue(compare(a, operator, b, run.dialect));
    default:
      throw fail(`unknown operator "${operator}"`);
  }
}

function range(run: Run, left: Operand, right: Operand): Value {
  const definition = REGISTRY[run.dialect].functions.get("range");
  if (definition === undefined) throw fail('unknown function "range"');
  return reported(run, applyFunction(definition, [left(), right()], run));
}

/** `and`, `or`: the right side is evaluated only when the left one leaves the answer open. */
function logical(run: Run, operator: "and" | "or", left: Operand, right: Operand): Value {
  const decisive = operator === "or";
  const first = truth(left());
  if (first === decisive) return bool(decisive);
  if (typeof first === "boolean") return answerValue(truth(right()));
  const second = inBranch(run, () => truth(right()));
  noteMissing(run, second.maybeMissing);
  if (!second.ok) {
    if (second.failure.kind === "missing") noteMissing(run, first);
    return derived(first);
  }
  if (second.result === decisive && second.maybeMissing === undefined) return decisive ? TRUE : FALSE;
  return derived(first);
}

/** `??` also skips null, `???` only undefined values. */
function coalesce(run: Run, operator: "??" | "???", left: Operand, right: Operand): Value {
  const tried = attempt(run, left);
  const { value } = tried;
  if (value === undefined || (operator === "??" && value.kind === "null")) return right();
  const maybeNull = operator === "??" && value.kind === "unknown" && value.maybeNull;
  const cause = tried.maybeMissing ?? (maybeNull ? value : undefined);
  if (cause === undefined) return value;
  const kept = maybeNull ? derived(value, { word: value.word }) : value;
  const otherwise = inBranch(run, right);
  return branchValue(run, { ok: true, result: kept, maybeMissing: undefined }, otherwise, cause);
}
