import { describe, expect, test } from "vitest";
import { flowKey } from "../../src/model/keys.ts";
import type { FileLinks } from "../../src/model/links.ts";
import { type LinksOfFile, linkFiles, NONE } from "../../src/resolve/link-files.ts";

const LOOP = { namespace: "n", flow: "loop" };

/** The links of a flow that triggers itself, with this output. */
function linksWithOutput(x: string, steps?: number): FileLinks {
  const results = [{ outputs: { x: { value: x } } }];
  const links = { calls: [], results, follows: [LOOP], asksForCaller: false, queries: [] };
  return { flows: [{ ...LOOP, links }], ...(steps !== undefined && { steps }) };
}

/** Links the flow. Its output changes in each round. */
function link(stepsOfRound: number, earlierLinks: LinksOfFile = {}) {
  const rounds = linkFiles({
    links: new Map([["loop.yaml", { ...earlierLinks, [NONE]: linksWithOutput("0") }]]),
    filesOf: (flow) => (flow === flowKey(LOOP) ? ["loop.yaml"] : []),
    hashOf: () => NONE,
    unclaimed: [],
    claimsWithout: () => [],
    maxCases: 1000,
  });
  let read = 0;
  let step = rounds.next();
  while (!step.done) step = rounds.next(step.value.map(() => linksWithOutput(String(++read), stepsOfRound)));
  const { environments, links } = step.value;
  return { read, cut: environments.get("loop.yaml")?.byFlow[flowKey(LOOP)]?.cut, links };
}

describe("flows whose links change in each round", () => {
  test("given few steps, when linked, then the number of rounds is the limit", () => {
    expect(link(100)).toMatchObject({
      read: 40,
      cut: "the links between flows still change after 40 rounds: the rest is left open",
    });
  });

  test("given many steps, when linked, then the steps of all rounds together are the limit", () => {
    expect(link(6_000_000)).toMatchObject({
      read: 3,
      cut: "the links between flows take too many evaluation steps: the rest is left open",
    });
  });

  test("given links that are known from an earlier run, when linked, then they cost the same", () => {
    const first = link(6_000_000);
    const second = link(6_000_000, first.links["loop.yaml"]);
    expect(second).toEqual({ ...first, read: 0 });
  });
});

test("given steps that are used up, when linked, then flows that later rounds would reach are open, and no others", () => {
  const flow = (id: string) => ({ namespace: "n", flow: id });
  const place = { file: "f.yaml", line: 1, column: 1 };
  const call = (to: string, x: string) => ({
    ...{ task: "t", place, to: flow(to), inputs: { x: { value: x } }, depth: 1, waits: true },
  });
  const linkOf = (id: string, calls: ReturnType<typeof call>[], steps: number): FileLinks => ({
    flows: [{ ...flow(id), links: { calls, results: [], follows: [], asksForCaller: false, queries: [] } }],
    steps,
  });
  // a calls b, and itself with a new argument in each round; b calls c; d calls e.
  const linksOfRound = (round: number): Readonly<Record<string, FileLinks>> => ({
    a: linkOf("a", [call("a", String(round)), call("b", "1")], 6_000_000),
    b: linkOf("b", [call("c", "1")], 1),
    c: linkOf("c", [], 1),
    d: linkOf("d", [call("e", "1")], 1),
    e: linkOf("e", [], 1),
  });
  const rounds = linkFiles({
    links: new Map(Object.entries(linksOfRound(0)).map(([name, links]) => [name, { [NONE]: links }])),
    filesOf: (key) => [JSON.parse(key)[1]],
    hashOf: () => NONE,
    unclaimed: [],
    claimsWithout: () => [],
    maxCases: 1000,
  });
  let round = 0;
  let step = rounds.next();
  while (!step.done) {
    round++;
    step = rounds.next(step.value.map(([name]) => linksOfRound(round)[name] ?? { flows: [] }));
  }
  const { environments } = step.value;
  const cut = [...environments].flatMap(([name, { byFlow }]) =>
    Object.values(byFlow).some((own) => own.cut !== undefined) ? [name] : [],
  );
  expect(cut.sort()).toEqual(["a", "b", "c"]);
  expect(environments.get("c")?.byFlow[flowKey(flow("c"))]?.calls.map(({ inputs }) => inputs)).toEqual([
    { x: { value: "1" } },
    { x: { reason: "it is left open" } },
  ]);
});
