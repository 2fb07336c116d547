import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canBeMisspelled, closeIds, isCloseId } from "../../src/model/close-ids.ts";
import { joinedId } from "../../src/model/id-keys.ts";

/** Declared ids, each with a misspelling in a reader. */
const CLOSE: readonly (readonly [written: string, read: string])[] = [
  ["raw_orders", "raw-orders"],
  ["raw_orders", "raw.orders"],
  ["raw_orders", "Raw_Orders"],
  ["raw_orders", "RAW_ORDERS"],
  ["raw_orders", "raworders"],
  ["rawOrders", "raw_orders"],
  ["raw_orders", "raw_ordres"],
  ["raw_orders", "raw_order"],
  ["raw_orders", "raw_oders"],
  ["raw_orders", "raw_orderrs"],
  ["raw_orders", "Raw-Ordres"],
  ["customer", "customers"],
  ["customers", "custmers"],
  ["customers", "customrs"],
  ["customers", "custoemrs"],
  ["stg_customers", "stg_custommers"],
  ["daily_revenue", "daily_revnue"],
  ["daily_revenue", "daily_revenues"],
  ["daily_revenue", "dialy_revenue"],
  ["avg_passenger_count", "avg_passanger_count"],
  ["avg_passenger_count", "avg_pasenger_count"],
  ["avg_passenger_count", "avg-passenger_count"],
  ["inventory_snapshot", "inventory_snaphsot"],
  ["inventory_snapshot", "inventory_snapshots"],
  ["inventory_snapshot", "inventroy_snapshot"],
  ["transactions", "transcations"],
  ["transactions", "trasnactions"],
  ["transactions", "transactons"],
  ["subscriptions", "subscripions"],
  ["reconciliation", "reconcilliation"],
  ["reconciliation", "reconsilation"],
  ["customer_address", "customer_adress"],
  ["monthly_statement", "monthly_statment"],
  ["web_sessions", "web_sesions"],
  ["sample_data.nyc.taxi", "sample_data.nyc_taxi"],
  ["warehouse.staging.orders", "warehouse.orders"],
  ["warehouse.staging.orders", "staging.orders"],
  ["warehouse.marts.daily_revenue", "marts.daily_revenue"],
  ["warehouse.marts.daily_revenue", "warehouse.mart.daily_revenue"],
  ["warehouse.marts.daily_revenue", "warehouse.marts.daily_revenue_"],
  ["warehouse.marts.daily_revenue", "warehouse.marts.dailyrevenue"],
  ["sample_data.nyc.taxi", "nyc.taxi"],
  ["lakehouse.bronze.events", "lakehouse.events"],
  ["lakehouse.bronze.events", "lakehous.bronze.events"],
  ["kestra-data-bucket", "kestra_data_bucket"],
  ["kestra-data-bucket", "kestra-data-buckets"],
  ["kestra-data-bucket", "ketsra-data-bucket"],
  ["report.csv", "reports.csv"],
  ["erp_orders.csv", "erp_order.csv"],
  ["bucket.raw.report.csv", "bucket.report.csv"],
  ["public.shipments", "public.shipmnets"],
];

/** Pairs of similar but different ids. */
const DIFFERENT: readonly (readonly [written: string, read: string])[] = [
  ["raw_orders", "stg_orders"],
  ["raw_orders", "raw_users"],
  ["src_orders", "stg_orders"],
  ["dim_users", "fct_users"],
  ["orders_eu", "orders_us"],
  ["orders_eu", "orders_au"],
  ["sales_de", "sales_dk"],
  ["orders_2023", "orders_2024"],
  ["orders_v1", "orders_v2"],
  ["orders_1", "orders_11"],
  ["host-a", "host-b"],
  ["windows-web-01", "windows-web-02"],
  ["lic-win-1", "lic-win-2"],
  ["table_a", "table_b"],
  ["order_stage", "order_state"],
  ["import_log", "export_log"],
  ["inbound_orders", "outbound_orders"],
  ["active_users", "inactive_users"],
  ["price_list", "prize_list"],
  ["clean_events", "lean_events"],
  ["user_count", "user_county"],
  ["parts", "ports"],
  ["cats", "cars"],
  ["trips", "trucks"],
  ["taxi", "text"],
  ["a", "b"],
  ["x1", "x2"],
  ["north_region", "south_region"],
  ["hourly_load", "yearly_load"],
  ["transactions", "translations"],
  ["production", "prediction"],
  ["introduction", "instructions"],
  ["orders", "orders_archive"],
  ["orders", "orders_by_day"],
  ["orders", "order_items"],
  ["orders", "orders.csv"],
  ["report.csv", "report.json"],
  ["report", "report.pdf"],
  ["report.csv", "report.daily.csv"],
  ["bucket.raw.csv", "bucket.raw.report.csv"],
  ["warehouse.orders", "warehouse.orders.items"],
  ["warehouse.staging.orders", "warehouse.marts.orders"],
  ["warehouse.staging.orders", "warehouse.staging.users"],
  ["dev.marts.orders", "prod.marts.orders"],
  ["warehouse.staging.orders", "orders"],
  ["warehouse.staging", "warehouse.staging.orders"],
  ["bucket-dev", "bucket-prod"],
  ["kestra-data-bucket", "kestra-finance-bucket"],
  ["customers_mapped", "customers_merged"],
  ["revenue_gross", "revenue_net"],
  ["first_name", "last_name"],
  ["ledger_emea", "ledger_apac"],
];

describe("misspelled ids", () => {
  test.each(CLOSE)("given %s and %s, when compared, then they are close", (written, read) => {
    expect([isCloseId(written, read), isCloseId(read, written)]).toEqual([true, true]);
  });
});

describe("different names", () => {
  test.each(DIFFERENT)("given %s and %s, when compared, then they are not close", (written, read) => {
    expect([isCloseId(written, read), isCloseId(read, written)]).toEqual([false, false]);
  });
});

describe("the index of close ids", () => {
  const ids = [...new Set([...CLOSE, ...DIFFERENT].flat())];

  test("given all these ids, when looked up, then the result is that of a comparison with each id", () => {
    const index = closeIds(ids);
    for (const id of ids) {
      expect(index(id).toSorted(), id).toEqual(ids.filter((other) => isCloseId(id, other)).sort());
    }
  });

  test("given close ids that differ in more than case and separators, when compared, then either can be misspelled", () => {
    for (const [written, read] of CLOSE) {
      if (joinedId(written) === joinedId(read)) continue;
      expect([canBeMisspelled(written), canBeMisspelled(read)], written).toEqual([true, true]);
    }
    expect(canBeMisspelled("t319")).toBe(false);
  });

  test("given random ids, when looked up, then the result is that of a comparison with each id", () => {
    const word = fc.constantFrom(
      "orders",
      "ordres",
      "order",
      "customers",
      "custmers",
      "raw",
      "v1",
      "transactions",
    );
    const id = fc
      .tuple(word, fc.constantFrom("", ".", "_", "-"), word, fc.constantFrom("", ".", "_"), word)
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.uniqueArray(id, { maxLength: 8 }), id, (known, asked) => {
        const expected = known.filter((other) => isCloseId(asked, other)).sort();
        expect(closeIds(known)(asked).toSorted()).toEqual(expected);
      }),
    );
  });
});
