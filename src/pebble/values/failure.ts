/**
 * How evaluation stops. Not an Error: no stack is wanted, and thousands of these are made where `??` and `default`
 * try something that may be missing.
 */
export class Failure {
  /**
   * `missing` is Pebble's AttributeNotFoundException (undefined variable, key or index, attribute of null): the only
   * kind that `??`, `???`, `default` and `is defined` catch. `limit` means: given up, the result is unknown.
   */
  readonly kind: "missing" | "runtime" | "syntax" | "limit";
  readonly message: string;
  /** In the template text, UTF-16; -1 until the evaluator knows the place. */
  offset: number;
  length: number;
  constructor(kind: "missing" | "runtime" | "syntax" | "limit", message: string, offset = -1, length = 0) {
    this.kind = kind;
    this.message = message;
    this.offset = offset;
    this.length = length;
  }
}

/** A runtime error that nothing catches: wrong type, wrong argument. `throw fail("...")`. */
export function fail(message: string): Failure {
  return new Failure("runtime", message);
}
/** Something is undefined. `??`, `???`, `default` and `is defined` catch it. */
export function missing(message: string): Failure {
  return new Failure("missing", message);
}
/** Evaluation gives up; the result of the whole template is unknown with this reason. */
export function giveUp(reason: string): Failure {
  return new Failure("limit", reason);
}
