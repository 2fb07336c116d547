import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { argumentValues, missingArguments } from "../../src/blueprint/argument-values.ts";
import { readBlueprint } from "../../src/blueprint/read-blueprint.ts";
import { renderBlueprint } from "../../src/blueprint/render-blueprint.ts";
import { readFlowText } from "../../src/flows/read-flow-file.ts";
import { sourceText } from "../../src/flows/source-text.ts";
import { inventoryOf } from "../drift/inventory-of.ts";

const FIXTURE = new URL("../../fixtures/blueprints/blueprints/ingest.yaml", import.meta.url);

function opened(text: string) {
  const blueprint = readBlueprint(sourceText("b.yaml", text));
  if (blueprint === undefined) throw new Error("not a blueprint");
  return blueprint;
}

/** A blueprint with these arguments and this text below them. */
const withArguments = (list: string, text: string) =>
  opened(`id: f\nextend:\n  templateArguments:\n${list}\n${text}`);

const given = (values: Readonly<Record<string, string | readonly string[]>>) =>
  new Map(Object.entries(values).map(([id, value]) => [id, typeof value === "string" ? [value] : value]));

function rendered(text: string, type = "STRING", value: string | readonly string[] = "x") {
  const blueprint = withArguments(`    - {id: a, type: ${type}}`, text);
  return renderBlueprint(blueprint, argumentValues(blueprint, given({ a: value }))).text.trim();
}

describe("given the blueprint with a loop and conditions", () => {
  const blueprint = opened(readFileSync(FIXTURE, "utf8"));
  const edges = (values: Readonly<Record<string, string | readonly string[]>>) => {
    const { text } = renderBlueprint(blueprint, argumentValues(blueprint, given(values)));
    return inventoryOf(text).bundles.map(({ namespace, flow, task, inputs, outputs }) => [
      `${namespace}/${flow}/${task}`,
      inputs.map(({ id }) => id).join(),
      outputs.map(({ id }) => id).join(),
    ]);
  };

  test.each([
    [
      "two tables, one with a condition",
      { domain: "Customer Care", team: "Sales", tables: ["orders", "refunds"] },
      [
        ["acme.sales/ingest-customer-care/load_orders", "source.orders", "customer-care.orders"],
        [
          "acme.sales/ingest-customer-care/load_refunds",
          "source.refunds,refund-policy",
          "customer-care.refunds",
        ],
      ],
    ],
    [
      "an archive",
      { domain: "Ops", team: "Finance", tables: ["orders"], archive: "true" },
      [["acme.finance/ingest-ops/load_orders", "source.orders", "ops.orders,ops.orders.archive"]],
    ],
    [
      "a false BOOL, which is a Boolean and not a text",
      { domain: "Ops", team: "Finance", tables: ["orders"], archive: "false" },
      [["acme.finance/ingest-ops/load_orders", "source.orders", "ops.orders"]],
    ],
  ])("when rendered with %s, then the flow has these bundles", (_, values, expected) => {
    expect(edges(values)).toEqual(expected);
  });

  test("when rendered, then expressions of the run stay and the block extend is gone", () => {
    const values = argumentValues(blueprint, given({ domain: "D", team: "Sales", tables: ["orders"] }));
    const { text, lines } = renderBlueprint(blueprint, values);
    expect(text).toContain('namespace: "{{ flow.namespace }}"');
    expect(text).not.toMatch(/extend:|<<|<%|[\ue000-\uf8ff]/);
    const source = readFileSync(FIXTURE, "utf8").split("\n");
    const at = text.split("\n").findIndex((line) => line.includes("source.orders"));
    expect(source[(lines[at] ?? 0) - 1]).toBe("        - id: source.<< table >>");
  });

  test("when scanned, then it is counted as another document without a flow or a problem", () => {
    const { flows, others, problems } = readFlowText(sourceText("b.yaml", readFileSync(FIXTURE, "utf8")));
    expect([flows.length, others, problems]).toEqual([0, ["kestra blueprint"], []]);
  });

  test.each([
    [
      { domain: "X", team: "Marketing", tables: ["orders"] },
      '"Marketing" is not among the values of the argument "team"',
    ],
    [
      { domain: "X", team: "Sales", tables: ["invoices"] },
      '"invoices" is not among the values of the argument "tables"',
    ],
    [{ team: "Sales", tables: ["orders"] }, 'the argument "domain" of the blueprint is missing'],
    [
      { domain: "X", team: "Sales", tables: ["orders"], archive: "maybe" },
      '"maybe" is not a value of type BOOL',
    ],
    [{ domain: "X", team: "Sales", tables: ["orders"], other: "y" }, 'has no argument "other"'],
    [
      { domain: ["X", "Y"], team: "Sales", tables: ["orders"] },
      'the argument "domain" of type STRING has several values',
    ],
  ])("when rendered with %j, then it is refused", (values, message) => {
    expect(() => argumentValues(blueprint, given(values))).toThrow(message);
  });

  test("when arguments are missing, then those without a default are asked for", () => {
    expect(missingArguments(blueprint, given({ team: "Sales" })).map(({ id }) => id)).toEqual([
      "domain",
      "tables",
    ]);
  });
});

describe("given other delimiters, when rendered", () => {
  test.each([
    ["<< arg.a >>", "x"],
    ["{{ inputs.a }} {% if x %} {# c #}", "{{ inputs.a }} {% if x %} {# c #}"],
    ["<< '>>' ~ arg.a >>", ">>x"],
    ["<< '{{ ' ~ arg.a ~ ' }}' >>", "{{ x }}"],
    ["a < b << arg.a >> c > d", "a < b x c > d"],
    ["<# << arg.a >> #>b", "b"],
    ["<% if arg.a == 'y' %>no<% elseif arg.a == 'x' %>yes<% else %>no<% endif %>", "yes"],
    ["<% for i in range(1, 3) %><< i >>,<% endfor %>", "1,2,3,"],
    ["\ue000<< arg.a >>\ue001", "\ue000x\ue001"],
  ])("%s, then the text is %s", (text, expected) => {
    expect(rendered(text).replace(/^id: f\s*/, "")).toBe(expected);
  });

  test.each([
    ["INT", "3", "<< arg.a + 1 >>", "4"],
    ["FLOAT", "1.5", "<< arg.a * 2 >>", "3.0"],
    ["ARRAY", ["p", "q"], "<< arg.a | join('-') >>", "p-q"],
    ["JSON", '{"k":[1]}', "<< arg.a.k[0] >>", "1"],
    ["STRING", "{{ outputs.x }}", "<< arg.a >>", "{{ outputs.x }}"],
    ["STRING", "<< arg.a >>", "<< arg.a >>", "<< arg.a >>"],
  ])("an argument of type %s, then it has this type", (type, value, text, expected) => {
    expect(rendered(text, type, value).replace(/^id: f\s*/, "")).toBe(expected);
  });
});

describe("given a hostile blueprint, when rendered", () => {
  test.each([
    [
      "an endless loop",
      "<% for a in range(1, 1000000) %><% for b in range(1, 1000000) %>x<% endfor %><% endfor %>",
    ],
    ["a growing text", `<% set s = 'xxxxxxxxxx' %>${"<% set s = s ~ s ~ s ~ s %>".repeat(30)}<< s >>`],
    ["an endless macro", "<% macro m() %><< m() >><% endmacro %><< m() >>"],
    ["an unclosed tag", "<< arg.a"],
    ["an undefined variable", "<< a >>"],
    ["an unknown filter", "<< arg.a | nope >>"],
  ])("%s, then it is an error", (_, text) => {
    expect(() => rendered(text)).toThrow('cannot render the blueprint "b.yaml"');
  });

  test("an unclosed tag, then the message names the delimiters of blueprints", () => {
    expect(() => rendered("<< arg.a")).toThrow('"<<" is not closed by ">>"');
  });

  test("a huge argument, then the result is its text or an error", () => {
    expect(rendered("<< arg.a | length >>", "STRING", "x".repeat(100_000))).toContain("100000");
  });

  test("a key __proto__, then it is an argument like others", () => {
    const blueprint = withArguments("    - {id: __proto__, type: STRING}", "<< arg.__proto__ >>");
    const { text } = renderBlueprint(blueprint, argumentValues(blueprint, given({ ["__proto__"]: "x" })));
    expect(text).not.toContain("[object");
  });
});

test.each([
  ["the word in a comment", "# templateArguments\nid: f\n"],
  ["the key outside of extend", "id: f\ntemplateArguments: []\n"],
  ["extend without arguments", "id: f\nextend:\n  title: x\ntasks: [templateArguments]\n"],
  ["extend in a block", "id: f\ntasks:\n  - extend:\n      templateArguments: []\n"],
])("given %s, when opened, then it is not a blueprint", (_, text) => {
  expect(readBlueprint(sourceText("b.yaml", text))).toBeUndefined();
});

test.each([
  ["a text", "    nope"],
  ["broken YAML", "    - {id: a"],
  ["an argument without id", "    - {type: STRING}"],
])("given %s as arguments, when opened, then it is an error", (_, list) => {
  expect(() => withArguments(list, "")).toThrow(/blueprint|templateArguments/);
});
