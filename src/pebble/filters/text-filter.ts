import type { Arguments, CallContext, FilterDefinition } from "../definitions/definition.ts";
import { javaText } from "../values/java-text.ts";
import { NULL, type Parts, string } from "../values/value.ts";
import { stringInput } from "./input.ts";

interface TextFilter {
  readonly name: string;
  readonly argumentNames?: readonly string[];
  readonly dialect?: NonNullable<FilterDefinition["dialect"]>;
  readonly steps?: number;
  readonly summary: string;
  /** `string`: only a String is taken, all else is an error. `any`: the text of any value. */
  readonly takes: "string" | "any";
  readonly text: (text: string, args: Arguments, context: CallContext) => string;
  readonly holes?: NonNullable<FilterDefinition["holes"]>;
}

/** A filter from text to text: null gives null, and input that is not text is an error or its text. */
export function textFilter(filter: TextFilter): FilterDefinition {
  const { takes, text, ...rest } = filter;
  return {
    ...rest,
    purity: "pure",
    nullInput: "null",
    returnsText: true,
    textual: true,
    apply: (input, args, context) => {
      if (input.kind === "null") return NULL;
      const read = takes === "string" ? stringInput(input) : javaText(input);
      context.charge(read.length >> 3);
      return string(text(read, args, context));
    },
  };
}

/** Applies a function to the literal parts; the holes stay. */
export function eachLiteral(parts: Parts, change: (text: string) => string): Parts {
  return parts.map((part) => (typeof part === "string" ? change(part) : part));
}
