import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { flowKey, taskKey } from "../../src/model/keys.ts";
import type { Bundle } from "../../src/model/model.ts";
import { jobNames } from "../../src/openlineage/job-names.ts";
import { bundle, inventoryOf } from "../selection/inventories.ts";

const trigger = { trigger: true as const };

describe("names of jobs", () => {
  test("are those of Kestra, also for ids with dots", () => {
    const [one] = [bundle("a/b.c", "t.u", [], ["x"])];
    const { ofTask, ofFlow } = jobNames(inventoryOf([one]), true);
    expect([ofFlow(one), ofTask(one)]).toEqual(["a.b.c", "a.b.c.t.u"]);
  });

  test("of two flows that would share one, the one with a dot in its id has it encoded", () => {
    const [dotted, plain] = [bundle("a/b.c", "t", [], ["x"]), bundle("a.b/c", "t", [], ["y"])];
    const { ofTask } = jobNames(inventoryOf([dotted, plain]), false);
    expect([ofTask(dotted), ofTask(plain)]).toEqual(["a.b%2Ec.t", "a.b.c.t"]);
  });

  test("a trigger and a task of one id are two jobs", () => {
    const [task, started] = [bundle("a/b", "t", [], ["x"]), bundle("a/b", "t", ["y"], [], trigger)];
    const { ofTask } = jobNames(inventoryOf([task, started]), false);
    expect([ofTask(task), ofTask(started)]).toEqual(["a.b.t", "a.b.trigger:t"]);
  });

  test("a flow and a task of another flow are two jobs", () => {
    const [task, other] = [bundle("a/b", "c", [], ["x"]), bundle("a.b/c", "t", [], ["y"])];
    const { ofTask, ofFlow } = jobNames(inventoryOf([task, other]), true);
    expect([ofTask(task), ofFlow(other)]).toEqual(["a.b.c", "a.b.flow:c"]);
  });

  test("no two have one, whatever the ids", () => {
    const id = fc.string({
      unit: fc.constantFrom("a", "b", ".", "_", "-", "%", ":"),
      minLength: 1,
      maxLength: 4,
    });
    const any = fc.record({ namespace: id, flow: id, task: id, isTrigger: fc.boolean() }).map(
      ({ namespace, flow, task, isTrigger }): Bundle => ({
        ...bundle("n/f", task, [], ["x"], isTrigger ? trigger : {}),
        namespace,
        flow,
      }),
    );
    fc.assert(
      fc.property(fc.array(any, { maxLength: 12 }), (bundles) => {
        const { ofTask, ofFlow } = jobNames(inventoryOf(bundles), true);
        const jobs = new Set([...bundles.map(taskKey), ...bundles.map(flowKey)]);
        expect(new Set([...bundles.map(ofTask), ...bundles.map(ofFlow)]).size).toBe(jobs.size);
      }),
      { numRuns: 2000 },
    );
  });
});
