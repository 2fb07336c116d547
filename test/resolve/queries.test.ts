import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assumptionText } from "../../src/model/assumption.ts";
import type { Inventory } from "../../src/model/model.ts";
import { linkedInventoryOf } from "./linked.ts";
import type { RepositoryFiles } from "./repository.ts";

/** A flow in the namespace `n`, given without its `id` and `namespace`. */
function flow(id: string, body: string, namespace = "n"): RepositoryFiles {
  return { [`${id}.yaml`]: `id: ${id}\nnamespace: ${namespace}\n${body}` };
}

/** A flow with one task per output. Outputs are given in flow style, without braces. */
const writes = (id: string, ...outputs: readonly string[]) =>
  flow(
    id,
    `tasks:\n${outputs.map((output, at) => `  - {id: t${at}, type: x, assets: {outputs: [{${output}}]}}\n`).join("")}`,
  );

const LOOP = {
  "1.x": "io.kestra.plugin.core.flow.ForEach",
  "2.0": "io.kestra.plugin.core.flow.Loop",
} as const;
const ITEM = { "1.x": "taskrun.value", "2.0": "item.value" } as const;

/** A flow that reads the items of a query and writes `copy-ITEM` for each. */
const copies = (
  id: string,
  query: string,
  { line = "1.x", claims = "", to = "copy-" }: { line?: "1.x" | "2.0"; claims?: string; to?: string } = {},
) =>
  flow(
    id,
    `tasks:\n  - id: each\n    type: ${LOOP[line]}\n    values: '{{ ${query} }}'\n    tasks:\n` +
      `      - {id: t, type: x, assets: {inputs: [{id: "{{ ${ITEM[line]} }}"}], outputs: [{id: "${to}{{ ${ITEM[line]} }}"${claims}}]}}\n`,
  );

/** The bundles of a flow, one line each. */
function bundlesOf(inventory: Inventory, id: string): string[] {
  return inventory.bundles
    .filter((bundle) => bundle.flow === id)
    .map(({ task, inputs, outputs, assumptions }) => {
      const ids = (entries: typeof inputs) =>
        entries.map((entry) => `${entry.id} ${entry.certainty}`).join(", ");
      return `${task}: ${ids(inputs)} -> ${ids(outputs)} {${assumptions.map(assumptionText).join("; ")}}`;
    });
}

const gapsOf = ({ gaps }: Inventory, id: string) =>
  gaps.filter((gap) => gap.flow === id).map(({ kind, message }) => `${kind}: ${message}`);

const VM = "type: VM, namespace: n, metadata: {os: linux}";

describe("a loop over assets()", () => {
  test("given assets that match, then each is a case beside those that nobody knows", () => {
    const inventory = linkedInventoryOf({
      ...writes("make", `id: vm-1, ${VM}`, `id: vm-2, ${VM}`, "id: vm-3, type: VM, metadata: {os: windows}"),
      ...copies("all", 'assets(metadata={"os": "linux"}) | jq(".[].id")'),
    });
    const query = 'assets(metadata={"os":"linux"}) as found by this scan (inventory)';
    expect(bundlesOf(inventory, "all")).toEqual([
      "t:  -> copy-* pattern {}",
      `t: vm-1 choice -> copy-vm-1 choice {${query}}`,
      `t: vm-2 choice -> copy-vm-2 choice {${query}}`,
    ]);
    expect(gapsOf(inventory, "all")).toEqual([
      'loop: unknown items of the loop "each": other assets may match at run time',
    ]);
  });

  test.each([
    ['.[] | select(.metadata.os == "linux") | .id', ["vm-1"]],
    ['.[] | select(.metadata.os != "linux") | .id', ["vm-2", "vm-3", "vm-4"]],
    ['map(select(.metadata.os == "linux" or (.id | endswith("-2")))) | .[].id', ["vm-1", "vm-2"]],
    ['[.[] | select(.metadata.os and .type == "VM")] | .[] | .id', ["vm-1", "vm-2"]],
    // One flow declares zone a for vm-4, another one zone b.
    ['.[] | select(.metadata.zone == "a") | .id', ["vm-4"]],
    // A field unknown to the query.
    ['.[] | select(.displayName == "x") | .id', []],
  ])("given jq with the program %s, then these are found: %j", (program, found) => {
    const inventory = linkedInventoryOf({
      ...writes("make", `id: vm-1, ${VM}`, "id: vm-2, type: VM, namespace: n, metadata: {os: windows}"),
      ...writes(
        "more",
        "id: vm-3, type: VM, namespace: n",
        "id: vm-4, type: VM, namespace: n, metadata: {zone: a}",
      ),
      ...writes("again", "id: vm-4, metadata: {zone: b}"),
      ...copies("all", `assets(type="VM") | jq('${program}')`.replaceAll("'", "''")),
    });
    const ids = inventory.assets.flatMap(({ id }) =>
      id.startsWith("copy-") ? [id.slice("copy-".length)] : [],
    );
    expect(ids).toEqual(["*", ...found]);
  });

  test("given nothing that matches, then the loop stays unknown", () => {
    const inventory = linkedInventoryOf({
      ...writes("make", `id: vm-1, ${VM}`),
      ...copies("all", 'assets(type="Table") | jq(".[].id")'),
    });
    expect(bundlesOf(inventory, "all")).toEqual(["t:  -> copy-* pattern {}"]);
  });

  test.each([
    ["the type", 'type="VM"', ["a", "b", "c"]],
    ["the id", 'id="b"', ["b"]],
    ["a namespace", 'namespace="m"', ["c"]],
    ["a namespace and not one below it", 'namespace="n"', ["a", "b"]],
    ["each key of the metadata", 'metadata={"os": "linux", "cpus": 2}', ["b"]],
    ["a number and not its text", 'metadata={"cpus": "2"}', []],
    ["all arguments together", 'type="VM", namespace="m", metadata={"os": "linux"}', ["c"]],
  ])("given a query by %s, then all of it has to match", (_, args, ids) => {
    const inventory = linkedInventoryOf({
      ...writes(
        "make",
        `id: a, ${VM}`,
        "id: b, type: VM, namespace: n, metadata: {os: linux, cpus: 2}",
        "id: c, type: VM, namespace: m, os: linux",
        "id: d, type: Table, namespace: n.o",
      ),
      ...copies("all", `assets(${args}) | jq(".[].id")`),
    });
    const read = inventory.bundles.flatMap((bundle) => (bundle.flow === "all" ? bundle.inputs : []));
    expect(read.map(({ id }) => id)).toEqual(ids);
  });

  test("given no namespace, then 2.0 finds the flow's own and 1.x all", () => {
    const inventory = linkedInventoryOf({
      ...writes("make", "id: a, type: VM, namespace: n", "id: b, type: VM, namespace: m", "id: c, type: VM"),
      ...copies("new", 'assets(type="VM") | jq(".[].id")', { line: "2.0" }),
      ...copies("old", 'assets(type="VM") | jq(".[].id")'),
    });
    const readBy = (id: string) =>
      inventory.bundles.flatMap((bundle) =>
        bundle.flow === id ? bundle.inputs.map((input) => input.id) : [],
      );
    expect(readBy("new")).toEqual(["a"]);
    expect(readBy("old")).toEqual(["a", "b", "c"]);
  });

  test("given the first result, whose place Kestra does not promise, then it is a case beside any other id", () => {
    const inventory = linkedInventoryOf({
      ...writes("make", `id: b, ${VM}`, `id: a, ${VM}`),
      ...flow(
        "one",
        "tasks:\n  - {id: t, type: x, assets: {outputs: [{id: \"copy-{{ (assets(type='VM') | first).id }}\"}]}}\n",
      ),
    });
    expect(bundlesOf(inventory, "one")).toEqual([
      "t:  -> copy-* pattern {}",
      't:  -> copy-a choice {assets(type="VM") as found by this scan (inventory)}',
    ]);
  });

  test("given two claims about one asset, then both match", () => {
    const inventory = linkedInventoryOf({
      ...writes("one", "id: a, type: VM"),
      ...writes("two", "id: a, type: Table"),
      ...copies("vms", 'assets(type="VM") | jq(".[].id")'),
      ...copies("tables", 'assets(type="Table") | jq(".[].id")', { to: "c-" }),
    });
    expect(bundlesOf(inventory, "vms")[1]).toContain("a choice -> copy-a choice");
    expect(bundlesOf(inventory, "tables")[1]).toContain("a choice -> c-a choice");
  });

  test("given an argument from an input, then each of its values is asked for", () => {
    const inventory = linkedInventoryOf({
      ...writes("make", `id: vm-1, ${VM}`, "id: vm-2, type: VM, metadata: {os: windows}"),
      ...flow(
        "all",
        "inputs: [{id: os, type: SELECT, values: [linux, windows], defaults: linux}]\n" +
          `tasks:\n  - id: each\n    type: ${LOOP["1.x"]}\n    values: '{{ assets(metadata={"os": inputs.os}) | jq(".[].id") }}'\n    tasks:\n` +
          '      - {id: t, type: x, assets: {inputs: [{id: "{{ taskrun.value }}"}], outputs: [{id: "patched-{{ inputs.os }}"}]}}\n',
      ),
    });
    const pairs = bundlesOf(inventory, "all").map((line) => line.split(" {")[0]);
    expect(pairs).toContain("t: vm-1 choice -> patched-linux choice");
    expect(pairs).toContain("t: vm-2 choice -> patched-windows choice");
    expect(pairs).not.toContain("t: vm-1 choice -> patched-windows choice");
  });

  test("given a query of what another query leads to, then it finds it", () => {
    const chain = (id: string, from: string, to: string) =>
      copies(id, `assets(metadata={"layer": "${from}"}) | jq(".[].id")`, {
        claims: `, metadata: {layer: ${to}}`,
        to: `${to}-`,
      });
    const inventory = linkedInventoryOf({
      ...writes("land", "id: orders, metadata: {layer: raw}"),
      ...chain("clean", "raw", "clean"),
      ...chain("mart", "clean", "mart"),
    });
    expect(bundlesOf(inventory, "mart")[1]).toContain("t: clean-orders choice -> mart-clean-orders choice");
  });

  test("given a flow that finds what it makes, then it is cut with a gap", () => {
    const inventory = linkedInventoryOf({
      ...writes("make", "id: a, type: VM"),
      ...copies("again", 'assets(type="VM") | jq(".[].id")', { claims: ", type: VM" }),
    });
    expect(gapsOf(inventory, "again")).toEqual([
      "bound: assets() finds more and more of what it leads to: cut after 12 rounds",
      'loop: unknown items of the loop "each": other assets may match at run time',
    ]);
    expect(inventory.assets.map(({ id }) => id)).toContain("copy-copy-a");
    expect(inventory.assets.map(({ id }) => id)).toContain("copy-*");
    expect(inventory.assets.length).toBeLessThan(20);
  });

  test("given more assets than cases, then the loop stays unknown, with a gap", () => {
    const many = Array.from({ length: 4 }, (_, at) => `id: vm-${at}, type: VM`);
    const inventory = linkedInventoryOf(
      { ...writes("make", ...many), ...copies("all", 'assets(type="VM") | jq(".[].id")') },
      { maxCases: 3 },
    );
    expect(bundlesOf(inventory, "all")).toEqual(["t:  -> copy-* pattern {}"]);
    expect(gapsOf(inventory, "all")[0]).toBe(
      "bound: assets() finds more than 3 assets: they become a pattern",
    );
  });
});

describe("other texts with assets()", () => {
  test("given a loop whose tasks declare nothing, then its flow reads what it finds", () => {
    const inventory = linkedInventoryOf({
      ...writes("make", `id: vm-1, ${VM}`, `id: vm-2, ${VM}`),
      ...flow(
        "upgrade_python",
        `tasks:\n  - id: each\n    type: ${LOOP["1.x"]}\n    values: '{{ assets(metadata={"os": "linux"}) | jq(".[].id") }}'\n    tasks:\n` +
          "      - {id: t, type: x, commands: ['ssh {{ taskrun.value }}']}\n",
      ),
    });
    expect(bundlesOf(inventory, "upgrade_python")).toEqual([
      'each: vm-1 choice, vm-2 choice ->  {assets(metadata={"os":"linux"}) as found by this scan (inventory)}',
    ]);
    expect(gapsOf(inventory, "upgrade_python")).toEqual([
      'run-time: the task "each" reads the assets of a query: other assets may match at run time',
    ]);
  });

  test("given a SELECT with the ids that a query finds, then they are its options", () => {
    const inventory = linkedInventoryOf({
      ...writes("make", `id: vm-1, ${VM}`, `id: vm-2, ${VM}`),
      ...flow(
        "patch",
        `inputs: [{id: vm, type: SELECT, expression: '{{ assets(type="VM") | jq(".[].id") }}'}]\n` +
          'tasks: [{id: t, type: x, assets: {inputs: [{id: "{{ inputs.vm }}"}], outputs: [{id: "patched-{{ inputs.vm }}"}]}}]\n',
      ),
    });
    const pairs = bundlesOf(inventory, "patch").map((line) => line.split(" {")[0]);
    expect(pairs).toContain("t: vm-1 choice -> patched-vm-1 choice");
    expect(pairs).toContain("t: vm-2 choice -> patched-vm-2 choice");
    expect(pairs).toContain("t:  -> patched-* pattern");
    expect(pairs).not.toContain("t: vm-1 choice -> patched-vm-2 choice");
  });

  test("given a positional argument, then the result stays open", () => {
    const inventory = linkedInventoryOf({
      ...writes("make", `id: vm-1, ${VM}`),
      ...copies("all", 'assets("VM") | jq(".[].id")'),
    });
    expect(bundlesOf(inventory, "all")).toEqual(["t:  -> copy-* pattern {}"]);
  });
});

const declaredAsset = fc
  .record({
    id: fc.constantFrom("a", "b", "c"),
    type: fc.constantFrom("VM", "Table"),
    os: fc.constantFrom("linux", "windows"),
  })
  .map(({ id, type, os }) => `id: ${id}, type: ${type}, namespace: n, metadata: {os: ${os}}`);

test("given any assets, when one more is declared, then no edge is lost", () => {
  const repository = (assets: readonly string[]) =>
    linkedInventoryOf({
      ...Object.assign({}, ...assets.map((asset, at) => writes(`make${at}`, asset))),
      ...copies("vms", 'assets(type="VM", metadata={"os": "linux"}) | jq(".[].id")', {
        claims: ", type: Table, metadata: {os: linux}",
      }),
      ...copies("tables", 'assets(type="Table") | jq(".[].id")', { line: "2.0", to: "c-" }),
    });
  const edgesOf = ({ bundles }: Inventory) =>
    bundles.flatMap(({ inputs, outputs }) => inputs.flatMap((a) => outputs.map((b) => `${a.id} -> ${b.id}`)));
  fc.assert(
    fc.property(fc.array(declaredAsset, { maxLength: 3 }), declaredAsset, (assets, added) => {
      const after = new Set(edgesOf(repository([...assets, added])));
      for (const edge of edgesOf(repository(assets))) expect(after).toContain(edge);
    }),
    { numRuns: 30 },
  );
});
