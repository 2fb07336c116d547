import { expect, test } from "vitest";
import { uniteTies } from "../../src/model/unite-ties.ts";
import { inventoryOfFiles } from "../../src/resolve/resolve-file.ts";
import { flowOf, inferText } from "../infer/inferred.ts";

const query = (id: string, server: string, sql: string, more = "") =>
  `- {id: ${id}, type: io.kestra.plugin.jdbc.postgresql.Query, url: 'jdbc:postgresql://${server}/shop', sql: '${sql}'${more}}`;

const DECLARED = query(
  "write",
  "dwh",
  "INSERT INTO mart.daily SELECT * FROM raw.orders",
  ", assets: {outputs: [{id: daily, metadata: {system: postgres, database: shop, schema: mart, name: daily}}]}",
);

/** Names and origin of the asset `daily`. */
function daily(tasks: string): unknown {
  const about = { tenant: "main", roots: ["."] };
  const inventory = uniteTies(inventoryOfFiles([inferText(flowOf(tasks))], [], about), []);
  const asset = inventory.assets.find(({ id }) => id === "daily");
  return asset && { origin: asset.origin, names: asset.names };
}

test("given a declared asset and a task that reads its table, when united, then the asset is a declared one", () => {
  const read = query("read", "dwh", "SELECT * FROM mart.daily");
  expect(daily(`${DECLARED}\n${read}`)).toEqual({
    origin: undefined,
    names: [{ id: "postgres://dwh:5432/shop.mart.daily", reason: "task" }],
  });
});

test("given the table of the metadata on another server only, when united, then the table of the task counts", () => {
  const elsewhere = query("read", "staging", "SELECT * FROM mart.daily");
  expect(daily(`${DECLARED}\n${elsewhere}`)).toEqual({
    origin: undefined,
    names: [{ id: "postgres://dwh:5432/shop.mart.daily", reason: "task" }],
  });
});
