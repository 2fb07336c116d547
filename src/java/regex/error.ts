/** The pattern is not valid Java: the engine fails for certain (java.util.regex.PatternSyntaxException). */
export class RegexSyntaxError extends Error {}

/** The pattern is or may be valid Java, but this implementation does not know the construct: the result is unknown. */
export class RegexUnsupportedError extends Error {}

/** The match needed more steps than allowed. The count is of steps, never of time, so the answer is always the same. */
export class RegexLimitError extends Error {}
