import { createHash } from "node:crypto";
import type { FilterDefinition } from "../definitions/definition.ts";
import { textWithHoles } from "../values/text-with-holes.ts";
import { derived, findUnknown } from "../values/unknown.ts";
import { textFilter } from "./text-filter.ts";

/** A digest in lower-case hexadecimal of the UTF-8 bytes. An unknown input still gives letters and digits only. */
export function hashFilter(algorithm: "md5" | "sha1" | "sha256" | "sha512"): FilterDefinition {
  return {
    ...textFilter({
      name: algorithm,
      steps: 60,
      summary: `The ${algorithm.toUpperCase()} digest of the text, in lower-case hexadecimal.`,
      takes: "string",
      text: (text) => createHash(algorithm).update(text, "utf8").digest("hex"),
    }),
    partial: (input) => {
      const cause = findUnknown(input);
      if (cause === undefined) return undefined;
      if (input.kind === "unknown" && input.maybeNull) return derived(cause, { maybeNull: true, word: true });
      return textWithHoles([derived(cause, { word: true })]);
    },
  };
}
