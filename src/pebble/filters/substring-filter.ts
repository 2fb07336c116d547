import type { FilterDefinition } from "../definitions/definition.ts";
import type { Parts } from "../values/value.ts";
import { requiredText } from "./input.ts";
import { textFilter } from "./text-filter.ts";

interface Substring {
  readonly name: string;
  readonly summary: string;
  readonly cut: (text: string, separator: string) => string;
  readonly holes: (parts: Parts, separator: string) => Parts | undefined;
}

/** One of the four filters that cut a text at a separator. */
export function substringFilter({ name, summary, cut, holes }: Substring): FilterDefinition {
  const filter = textFilter({
    name,
    argumentNames: ["separator"],
    summary,
    takes: "any",
    text: (text, [separator]) => cut(text, requiredText(separator, "separator")),
    holes: (parts, [separator]) => {
      const sign = requiredText(separator, "separator");
      return sign === "" ? undefined : holes(parts, sign);
    },
  });
  return {
    ...filter,
    apply: (input, args, context) => {
      requiredText(args[0], "separator");
      return filter.apply(input, args, context);
    },
  };
}
