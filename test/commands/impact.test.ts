import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { companyPlace, flowText, newPlace, type Place } from "./program.ts";

describe("given the example company", () => {
  let place: Place;
  beforeAll(() => {
    place = companyPlace();
    place.assets("scan", "flows");
  });
  afterAll(() => place.end());

  test("when a file, its flow or its name on standard input is asked for, then the answers are the same", () => {
    const file = "flows/data/upload_file.yml";
    const byFile = place.assets("impact", file);
    expect(byFile.code).toBe(0);
    expect(byFile.stdout).toMatch(/^From 1 asset: raw_customer\n/);
    expect(place.assets("impact", "flow:upload_file")).toEqual(byFile);
    expect(place.assets("impact", "writes:upload_file")).toEqual(byFile);
    expect(place.assets("impact", `writes:${file}`)).toEqual(byFile);
    expect(place.withInput(`${file}\n`, "impact", "-")).toEqual(byFile);
    expect(place.withInput("flow:upload_file\n", "impact", "-")).toEqual(byFile);
  });

  test("when a flow starts others, then they are listed, and with --activation their outputs too", () => {
    const shown = place.assets("impact", "flow:nightly_erp_load", "--activation").stdout;
    expect(shown).toContain("\n5 flows would be started\n  kestra.company.data/orders_dbt\n");
    expect(shown).toContain(
      "      after kestra.company.data/nightly_erp_load, by the trigger after_erp_load",
    );
    expect(shown).toContain("\n7 assets more through started flows\n  finance_customers_prod\n");
  });
});

describe("given flows without declarations", () => {
  let place: Place;
  beforeAll(() => {
    place = newPlace();
    place.write("flows/load.yml", flowText("load", ["raw"], ["staged"]));
    place.write("flows/silent.yml", flowText("silent", [], []).replace(/ {4}assets:[\s\S]*/, ""));
    place.write("flows/reader.yml", flowText("reader", ["staged"], []));
    place.assets("scan", "flows");
  });
  afterAll(() => place.end());

  test.each([
    ["flow:silent", 'note: what "flow:silent" means exists, and declares no assets'],
    ["flows/silent.yml", 'note: what "path:flows/silent.yml" means exists, and declares no assets'],
    ["writes:reader", 'note: what "writes:reader" means exists, and declares no outputs'],
    ["namespace:company", 'note: flows stand in the namespace "company", and no asset declares it'],
    ["flow:laod", 'note: nothing in the inventory is "flow:laod"; did you mean "load"?'],
    ["flow:elsewhere", 'note: nothing in the inventory is "flow:elsewhere"'],
    ["namespace:nowhere", 'note: nothing in the inventory is "namespace:nowhere"'],
  ])(
    "when %s is selected, then a note says why it selects nothing, and --fail-on-empty makes it an error",
    (selection, note) => {
      const listed = place.assets("list", selection);
      expect([listed.code, listed.stderr]).toEqual([
        0,
        `${note}\nwarning: "${selection}" selects no asset\n`,
      ]);
      const failed = place.assets("list", selection, "--fail-on-empty");
      expect([failed.code, failed.stdout]).toEqual([3, ""]);
      expect(failed.stderr).toContain(`error: "${selection}" selects no asset`);
    },
  );

  test("when no asset can match, then the exit code is 3 with --fail-on-empty, also for standard input", () => {
    expect(place.assets("list", "raw AND staged").stderr).toBe(
      'warning: "raw AND staged" selects no asset\n',
    );
    expect(place.assets("list", "raw AND staged", "--fail-on-empty").code).toBe(3);
    expect(place.withInput("flows/silent.yml\n", "impact", "-", "--fail-on-empty").code).toBe(3);
  });

  test("when a flow only reads, then its impact is the flows that it starts", () => {
    place.write(
      "flows/next.yml",
      `${flowText("next", [], ["page"])}triggers:
  - id: after_reader
    type: io.kestra.plugin.core.trigger.Flow
    preconditions:
      id: flows
      flows: [{ namespace: company, flowId: reader }]
`,
    );
    const { stdout, stderr } = place.assets("impact", "flow:reader", "--activation");
    expect(stderr).toContain('note: what "flow:reader" means exists, and declares no outputs');
    expect(stdout).toContain(
      "1 flow would be started\n  company/next\n      after company/reader, by the trigger after_reader",
    );
    expect(stdout).toContain("1 asset more through started flows\n  page\n");
  });
});
