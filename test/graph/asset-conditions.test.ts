import { expect, test } from "vitest";
import { mayMean } from "../../src/graph/activation-targets.ts";
import type { Asset, MetadataCondition } from "../../src/model/model.ts";

const MART: Asset = {
  id: "mart",
  certainty: "exact",
  external: false,
  metadata: { layer: "mart", config: { region: "eu" }, "a.b": "c", system: "pg" },
  status: "deprecated",
  owner: "group:data",
};

const equals = (field: string, value: string): MetadataCondition => ({ field, operator: "EQUAL_TO", value });

function may(condition: MetadataCondition, asset = MART): boolean {
  return mayMean({ metadata: [condition], certainty: "pattern" }, asset);
}

test.each([
  ["a key", "layer", "mart", "raw"],
  ["a path into a mapping", "config.region", "eu", "us"],
  ["a key with a dot", "a.b", "c", "d"],
  ["the status", "system.status", "deprecated", "active"],
  ["the owner", "system.owner", "group:data", "group:sales"],
])(
  "given a trigger on %s, when compared, then only the declared value starts it",
  (_, field, value, otherValue) => {
    expect([may(equals(field, value)), may(equals(field, otherValue))]).toEqual([true, false]);
    expect(may({ field, operator: "NOT_EQUAL_TO", value })).toBe(false);
  },
);

test("given a path of no declared value, when compared, then it starts nothing", () => {
  expect([may(equals("config.zone", "eu")), may(equals("layer.region", "eu"))]).toEqual([false, false]);
});

test("given a lifecycle field that no flow declares, when compared, then it may have any value", () => {
  expect(may(equals("system.ttl", "2027-01-31T00:00:00.000Z"))).toBe(true);
});
