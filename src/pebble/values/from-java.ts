import { JavaError } from "../../java/error.ts";
import { fail, limitExceeded } from "./failure.ts";
import { unknown } from "./unknown.ts";
import type { Value } from "./value.ts";

/**
 * A value that Java's own code works out. Where Java throws, the expression fails; beyond a limit, evaluation gives up;
 * an unsupported part is unknown, with `reason` as its reason.
 */
export function fromJava(
  action: () => Value,
  reason: (error: JavaError) => string = ({ message }) => message,
): Value {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof JavaError)) throw error;
    switch (error.kind) {
      case "invalid":
        throw fail(error.message);
      case "limit":
        throw limitExceeded(error.message);
      default:
        return unknown(reason(error));
    }
  }
}
