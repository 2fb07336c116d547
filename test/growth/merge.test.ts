// Must be imported before the measured code.

import { expect, test } from "vitest";
import { mergeInventories, nameRepository } from "../../src/model/merge-inventories.ts";
import { serializeStore } from "../../src/store/write-store.ts";
import { inventoryOf } from "../drift/inventory-of.ts";
import { operations } from "./operations.ts";

/** A repository that reads the assets of another one, with some patterns and different types. */
function repository(name: string, size: number) {
  const task = (at: number) =>
    `  - {id: w${at}, type: t, assets: {inputs: [{id: t${at}}], outputs: [{id: t${at + 1}, type: T${name}}, {id: "${name}-${at}-{{ execution.id }}"}]}}\n`;
  const tasks = Array.from({ length: size }, (_, at) => task(at)).join("");
  return nameRepository(inventoryOf(`id: f-${name}\nnamespace: company\ntasks:\n${tasks}`), name);
}

test("given larger repositories, when merged, then the work grows with their size", async () => {
  const count = (size: number) => {
    const parts = ["a", "b", "c"].map((name) => repository(name, size));
    return operations(() => serializeStore(mergeInventories(parts), "all.json"));
  };
  await count(10);
  const [small, middle, large] = [await count(200), await count(400), await count(800)];
  const [few, many] = [(middle - small) / 200, (large - middle) / 400];
  expect(few).toBeGreaterThan(100);
  expect(many / few).toBeLessThan(1.3);
});

test("given more repositories, when merged, then the work grows with their number", async () => {
  const count = (repositories: number) => {
    const parts = Array.from({ length: repositories }, (_, at) => repository(`r${at}`, 20));
    return operations(() => serializeStore(mergeInventories(parts), "all.json"));
  };
  await count(2);
  const [small, middle, large] = [await count(10), await count(20), await count(40)];
  const [few, many] = [(middle - small) / 10, (large - middle) / 20];
  expect(many / few).toBeLessThan(1.3);
});
