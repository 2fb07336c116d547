import fc from "fast-check";
import { expect, test } from "vitest";
import { DEFAULT_LIMITS } from "../../src/pebble/definitions/limits.ts";
import { renderPass } from "../../src/pebble/evaluate/recursive.ts";
import { createRenderState, restoreLists } from "../../src/pebble/evaluate/run.ts";
import { baseFrame } from "../../src/pebble/evaluate/scope-chain.ts";
import { fromData, parseErrors, type Rendered, render, renderTyped } from "../../src/pebble/index.ts";
import { Failure } from "../../src/pebble/values/failure.ts";
import { template } from "./arbitrary-template.ts";
import { variablePair } from "./arbitrary-variables.ts";

/** Fragments that cause syntax errors. */
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

/** A template with removed and inserted fragments. */
const broken = fc
  .tuple(template, fc.array(fc.tuple(fc.nat(), fc.nat({ max: 6 }), piece), { maxLength: 4 }))
  .map(([source, edits]) =>
    edits.reduce((text, [at, cut, insert]) => {
      const from = at % (text.length + 1);
      return text.slice(0, from) + insert + text.slice(from + cut);
    }, source),
  );

test.each(["2.0", "1.x"] as const)(
  "given random broken text, when rendered, then nothing throws and no internal defect shows (%s)",
  (dialect) => {
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
  },
);

/** Templates with growing work: each step uses the result of the previous one. */
const growing = fc.letrec<{ value: string; body: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, depthSize: "large" },
    fc.constantFrom("s", "l", "m", "range(1, 5000)", "'ab' ~ s", "twice", "1..300"),
    fc
      .tuple(
        tie("value"),
        fc.constantFrom(
          ..."sort rsort reverse distinct upper slugify toJson yaml toIon string length keys flatten".split(
            " ",
          ),
          "join('--')",
          "split('')",
          "split('b')",
          "chunk(1)",
          "merge(l)",
          "indent(50)",
          "replace({'a': s})",
          "replace({'(a|ab)*': 'q'}, true)",
          "regexReplace('', 'zz')",
          "regexMatch('(a*)*c')",
          "format(s, s)",
          "urlencode",
          "base64encode",
        ),
      )
      .map(([input, call]) => `(${input} | ${call})`),
    fc.tuple(tie("value"), tie("value")).map(([a, b]) => `(${a} ~ ${b})`),
    fc.tuple(tie("value"), tie("value")).map(([a, b]) => `[${a}, ${b}, ${b}]`),
    tie("value").map((input) => `render(${input})`),
    tie("value").map((input) => `fromJson(${input} | toJson)`),
  ),
  body: fc
    .array(
      fc.oneof(
        { maxDepth: 4, depthSize: "medium" },
        tie("value").map((value) => `{{ ${value} }}`),
        tie("value").map((value) => `{% set s = ${value} %}`),
        fc
          .tuple(tie("value"), tie("body"))
          .map(([items, inner]) => `{% for x in ${items} %}${inner}{% set s = s ~ x %}{% endfor %}`),
        tie("body").map((inner) => `{% filter upper %}${inner}{% endfilter %}`),
      ),
      { minLength: 1, maxLength: 3 },
    )
    .map((parts) => parts.join("")),
})).body;

// Limits count steps, not time. bench/pebble.mjs measures the time.
test("given templates whose work grows, when rendered, then steps and output stay within the limits", () => {
  const variables = {
    s: fromData("abc-abd ".repeat(200)),
    l: fromData(Array.from({ length: 300 }, (_, index) => `a${index}`)),
    m: fromData({ a: "x", b: ["{{ s }}", "{{ s }}"] }),
    twice: fromData("{{ twice }}{{ twice }}"),
  };
  fc.assert(
    fc.property(growing, (source) => {
      const limits = { ...DEFAULT_LIMITS, steps: 20_000, outputSize: 50_000 };
      const state = createRenderState({
        dialect: "2.0",
        limits,
        recursive: false,
        timeZone: undefined,
        locale: undefined,
        onUnknown: undefined,
        changed: { before: undefined },
      });
      try {
        const { size } = renderPass(state, source, baseFrame(variables));
        expect(size).toBeLessThanOrEqual(limits.outputSize);
        expect(state.steps).toBeLessThanOrEqual(limits.steps);
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        // Only a run beyond a limit has more steps.
        if (error.kind !== "limit") expect(state.steps).toBeLessThanOrEqual(limits.steps);
      } finally {
        restoreLists(state.changed);
      }
    }),
    { seed: 815, numRuns: 600 },
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
