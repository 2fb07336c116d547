import { describe, expect, it } from "vitest";
import { examples, variables } from "../../scripts/pebble-docs/examples.ts";
import { pebblePage } from "../../scripts/pebble-docs/page.ts";
import { render } from "../../src/pebble/index.ts";

/** What a template gives, in the page's signs: `*` for a hole, `+` for a word. */
function given(template: string): string {
  const result = render(template, { variables, dialect: "2.0" });
  if (result.kind === "error") return "error";
  if (result.kind === "known") return result.text;
  return result.parts.map((part) => (typeof part === "string" ? part : part.word ? "+" : "*")).join("");
}

describe("docs/pebble.md", () => {
  it.each(examples)("tells the truth about $template", ({ template, gives }) => {
    expect(given(template)).toBe(gives);
  });

  // `npm run docs:pebble` writes the page anew from the definitions.
  it("is the page that the definitions give", async () => {
    await expect(pebblePage()).toMatchFileSnapshot("../../docs/pebble.md");
  });
});
