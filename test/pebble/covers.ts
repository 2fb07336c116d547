import type { Rendered } from "../../src/pebble/index.ts";

/** Whether a partial result is compatible with the result for known variables. */
export function covers(partial: Rendered, known: Rendered): boolean {
  // A failed or aborted run has no text.
  if (known.kind !== "known") return true;
  switch (partial.kind) {
    case "error":
      return false;
    case "known":
      return partial.text === known.text;
    case "holes":
      return pattern(partial.parts).test(known.text);
  }
}

function pattern(parts: (Rendered & { kind: "holes" })["parts"]): RegExp {
  const source = parts.map((part) => {
    if (typeof part === "string") return part.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
    return part.word ? "[A-Za-z0-9]+" : "[^]*";
  });
  return new RegExp(`^${source.join("")}$`);
}
