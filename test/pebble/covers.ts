import type { Rendered } from "../../src/pebble/index.ts";

/** Whether a partial result allows the result of the same template with everything known. */
export function covers(partial: Rendered, known: Rendered): boolean {
  // A failed or abandoned run has no text to compare.
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
