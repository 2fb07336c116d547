/**
 * The reason why a call has no result. `invalid`: Java throws, too. `unsupported`: Java may accept it, but it is not
 * implemented here. `limit`: more work or more digits than allowed here; counted, never timed. `zone` and `locale`: the
 * result depends on the JVM's default time zone or locale, and it was not given.
 */
export type JavaErrorKind = "invalid" | "unsupported" | "limit" | "zone" | "locale";

/** The only error that the modules of this folder throw. */
export class JavaError extends Error {
  readonly kind: JavaErrorKind;
  constructor(kind: JavaErrorKind, message: string) {
    super(message);
    this.kind = kind;
  }
}

/** An input that Java rejects with an exception: `throw invalid("...")`. */
export function invalid(message: string): JavaError {
  return new JavaError("invalid", message);
}

export function unsupported(message: string): JavaError {
  return new JavaError("unsupported", message);
}

export function beyondLimit(message: string): JavaError {
  return new JavaError("limit", message);
}
