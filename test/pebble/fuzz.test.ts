import fc from "fast-check";
import { expect, test } from "vitest";
import { parseErrors, type Rendered, render, renderTyped } from "../../src/pebble/index.ts";
import { template } from "./arbitrary-template.ts";
import { variablePair } from "./arbitrary-variables.ts";

/** Pieces that break templates in interesting places. */
const piece = fc.constantFrom(
  ..."{{ }} {% %} {# #} #{ ( ) [ ] { } ' \" \\ | . .. ?? ??? ? : , = - -}} {{- -%} {%- is not raw endraw".split(
    " ",
  ),
  "{% raw %}",
  "{% endraw %}",
  "{% verbatim %}",
  "{% endverbatim %}",
  "{% endif %}",
  "{% else %}",
  "{% block x %}",
  "{{ block('x') }}",
  "{% endblock %}",
  "\n",
  "é",
  "\ud800",
  "0",
  "9999999999999999999",
);

/** A template with pieces cut out and put in. */
const broken = fc
  .tuple(template, fc.array(fc.tuple(fc.nat(), fc.nat({ max: 6 }), piece), { maxLength: 4 }))
  .map(([source, edits]) =>
    edits.reduce((text, [at, cut, insert]) => {
      const from = at % (text.length + 1);
      return text.slice(0, from) + insert + text.slice(from + cut);
    }, source),
  );

test.each(["2.0", "1.x"] as const)("no text makes rendering throw or find a defect (%s)", (dialect) => {
  fc.assert(
    fc.property(broken, variablePair, (source, { known, partial }) => {
      for (const variables of [known, partial]) {
        expect(problem(render(source, { variables, dialect }), source)).toBeUndefined();
        expect(problem(render(source, { variables, dialect, recursive: true }), source)).toBeUndefined();
        renderTyped(source, { variables, dialect });
      }
      const syntaxErrors = parseErrors(source, dialect);
      const failed = render(source, { variables: known, dialect });
      if (syntaxErrors.length > 0) expect(failed).toEqual({ kind: "error", error: syntaxErrors[0] });
    }),
    { seed: 4711, numRuns: 2500 },
  );
});

function problem(result: Rendered, source: string): string | undefined {
  switch (result.kind) {
    case "known":
      return undefined;
    case "holes": {
      const reasons = result.parts.map((part) => (typeof part === "string" ? "" : part.reason));
      return reasons.find((reason) => reason.includes("could not be evaluated"));
    }
    case "error": {
      const { offset, length } = result.error;
      const inside = offset >= 0 && length >= 0 && offset + length <= source.length;
      return inside ? undefined : `the place ${offset}+${length} lies outside the template`;
    }
  }
}
