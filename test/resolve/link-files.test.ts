import { describe, expect, test } from "vitest";
import { flowKey } from "../../src/model/keys.ts";
import type { FileLinks } from "../../src/model/links.ts";
import { type LinksOfFile, linkFiles, NONE } from "../../src/resolve/link-files.ts";

const LOOP = { namespace: "n", flow: "loop" };

/** A flow that follows itself and has this output. */
function saying(x: string, steps?: number): FileLinks {
  const results = [{ outputs: { x: { value: x } } }];
  const links = { calls: [], results, follows: [LOOP], asksForCaller: false, queries: [] };
  return { flows: [{ ...LOOP, links }], ...(steps !== undefined && { steps }) };
}

/** Links the flow, which says something else in each round. */
function link(stepsOfRound: number, remembered: LinksOfFile = {}) {
  const rounds = linkFiles({
    links: new Map([["loop.yaml", { ...remembered, [NONE]: saying("0") }]]),
    filesOf: (flow) => (flow === flowKey(LOOP) ? ["loop.yaml"] : []),
    hashOf: () => NONE,
    unclaimed: [],
    claimsWithout: () => [],
    maxCases: 1000,
  });
  let read = 0;
  let step = rounds.next();
  while (!step.done) step = rounds.next(step.value.map(() => saying(String(++read), stepsOfRound)));
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
