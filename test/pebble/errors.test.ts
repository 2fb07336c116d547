import { expect, test } from "vitest";
import { parseErrors, render } from "../../src/pebble/index.ts";
import { variables } from "./rendered.ts";

function errorOf(template: string) {
  const scope = variables({ m: { a: 1 }, broken: "{{ absent }}", outer: "{{ render(broken) }}" });
  const result = render(template, { variables: scope, dialect: "2.0" });
  return result.kind === "error" ? result.error : undefined;
}

test.each([
  ["{{ 'x' | slugfy }}", { kind: "unknown-filter", name: "slugfy" }],
  ["{{ nwo() }}", { kind: "unknown-function", name: "nwo" }],
  ["{{ 1 is evn }}", { kind: "unknown-test", name: "evn" }],
  ["{{ absent }}", { kind: "unknown-variable", name: "absent" }],
  ["{{ m.b }}", { kind: "unknown-attribute", name: "b" }],
  ["{{ m['say \"b\"'] }}", { kind: "unknown-attribute", name: 'say "b"' }],
  ["{{ 'x'.lenght() }}", { kind: "unknown-attribute", name: "lenght" }],
  ["{% fro x in m %}{% endfor %}", { kind: "unknown-tag", name: "fro" }],
])("given %s, when rendered, then the error names what does not exist", (template, cause) => {
  expect(errorOf(template)?.cause).toEqual(cause);
});

test.each([
  ["an argument of a filter", "{{ 'x' | replace({'x': absent}) }}"],
  ["an operand that must not be missing", "{% if absent %}{% endif %}"],
  ["a rendered text", "{{ render(broken) }}"],
  ["a text rendered by a rendered text", "{{ render(outer) }}"],
])("given a missing variable in %s, when rendered, then the error still names it", (_, template) => {
  expect(errorOf(template)?.cause).toEqual({ kind: "unknown-variable", name: "absent" });
});

test("given an error of another kind, when rendered, then it has no cause", () => {
  expect(errorOf("{{ 1 / 0 }}")).toEqual({
    kind: "runtime",
    message: "division by zero",
    offset: 3,
    length: 5,
  });
});

test("given a text that renders a failing text, when rendered, then the message mentions rendering once", () => {
  expect(errorOf("{{ render(outer) }}")?.message).toBe(
    '"render": the text it renders fails: the variable "absent" is not defined',
  );
});

test("given a template parsed before, when parsed again, then the error still has its cause", () => {
  const template = "{% fro x in m %}{% endfor %}";
  parseErrors(template, "2.0");
  expect(parseErrors(template, "2.0")).toMatchObject([{ cause: { kind: "unknown-tag", name: "fro" } }]);
});
