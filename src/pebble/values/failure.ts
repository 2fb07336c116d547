/** Why something fails, where a program can act on it: an unknown name. */
export interface FailureCause {
  readonly kind:
    | "unknown-tag"
    | "unknown-filter"
    | "unknown-function"
    | "unknown-test"
    | "unknown-variable"
    /** An entry of a map, or a property or method of any other value. */
    | "unknown-attribute";
  readonly name: string;
}

export interface FailureDetails {
  readonly cause?: FailureCause;
  /** For a failure in a text that `render()` renders: its own message, without those of the renderings around it. */
  readonly rendered?: string;
}

const NO_DETAILS: FailureDetails = {};

/**
 * How evaluation stops. Not an Error: no stack is wanted, and thousands of these are made where `??` and `default`
 * try something that may be missing. The message is for people only.
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
  readonly details: FailureDetails;
  constructor(kind: Failure["kind"], message: string, offset = -1, length = 0, details = NO_DETAILS) {
    this.kind = kind;
    this.message = message;
    this.offset = offset;
    this.length = length;
    this.details = details;
  }
}

/** A runtime error that nothing catches: wrong type, wrong argument. `throw fail("...")`. */
export function fail(message: string, details?: FailureDetails): Failure {
  return new Failure("runtime", message, -1, 0, details);
}
/** Something is undefined. `??`, `???`, `default` and `is defined` catch it. */
export function missing(message: string, cause?: FailureCause): Failure {
  return new Failure("missing", message, -1, 0, cause && { cause });
}
/** Evaluation gives up; the result of the whole template is unknown with this reason. */
export function limitExceeded(reason: string): Failure {
  return new Failure("limit", reason);
}
/** The same failure, of another kind, in other words or at another place. */
export function restated(
  failure: Failure,
  { kind, message, offset, length }: Partial<Pick<Failure, "kind" | "message" | "offset" | "length">>,
): Failure {
  return new Failure(
    kind ?? failure.kind,
    message ?? failure.message,
    offset ?? failure.offset,
    length ?? failure.length,
    failure.details,
  );
}
