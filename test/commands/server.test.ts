import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { flowText, newPlace, type Place } from "./program.ts";

let place: Place;
beforeEach(() => {
  place = newPlace();
});
afterEach(() => place.end());

const listed = (...args: string[]) =>
  JSON.parse(place.assets("list", "--format", "json", ...args).stdout).assets.map(
    ({ asset }: { asset: { id: string } }) => asset.id,
  );

test("given several values files, when scanned, then later ones take precedence and a query uses them again", () => {
  place.write("flows/load.yml", flowText("load", [], ["{{ kv('bucket') }}-raw", "{{ kv('stage') }}-raw"]));
  place.write("assets.config.yaml", "paths: [flows]\nvalues: { kv: { bucket: configured, stage: dev } }\n");
  place.write("values/prod.yaml", "kv: { bucket: prod }\n");
  place.write("values/eu.yaml", "kv: { bucket: prod-eu }\n");
  place.assets("scan");
  expect(listed()).toEqual(["configured-raw", "dev-raw"]);
  place.assets("scan", "--values", "values/prod.yaml", "--values", "values/eu.yaml");
  expect(listed()).toEqual(["dev-raw", "prod-eu-raw"]);
  const { bundles, settings } = JSON.parse(place.assets("export", "--format", "json").stdout);
  expect(settings).toEqual({ values: ["values/prod.yaml", "values/eu.yaml"] });
  expect(bundles[0].assumptions).toEqual([
    { kind: "default", variable: "kv('bucket')", value: "prod-eu", file: "values/eu.yaml" },
    { kind: "default", variable: "kv('stage')", value: "dev", file: "assets.config.yaml" },
  ]);
  place.write("values/eu.yaml", "kv: { bucket: prod-ap }\n");
  expect(listed()).toEqual(["dev-raw", "prod-ap-raw"]);
});

test("given values files, when linted, then those of the command line apply, or those of the stored inventory", () => {
  place.write("flows/load.yml", flowText("load", [], ["{{ kv('bucket') }}"]).replace('"', '"x'));
  place.write("good.yaml", "kv: { bucket: raw }\n");
  place.write("bad.yaml", "kv: { bucket: /raw }\n");
  const findings = (...args: string[]) => place.assets("lint", "--rule", "invalid-id", "flows", ...args);
  expect(findings()).toMatchObject({ code: 0, stderr: "" });
  expect(findings("--values", "bad.yaml").stdout).toContain('"x/raw" is not a valid asset id');
  expect(findings("--values", "bad.yaml", "--values", "good.yaml").code).toBe(0);
  place.assets("scan", "flows", "--values", "bad.yaml");
  expect(findings().stdout).toContain('"x/raw" is not a valid asset id');
  expect(findings("--values", "good.yaml").code).toBe(0);
  place.write(".assets/inventory.json", "{");
  const { code, stderr } = findings();
  expect(code).toBe(0);
  expect(stderr).toContain("lint uses no values files");
});

test("given a query with a values file, when asked, then the error names the scan", () => {
  place.write("flows/load.yml", flowText("load", [], ["made"]));
  place.assets("scan", "flows");
  expect(place.assets("impact", "made", "--values", "prod.yaml")).toMatchObject({
    code: 2,
    stdout: "",
    stderr:
      "error: --values needs --since\n  An asset has the values of the stored inventory: use `assets scan --values <file>`.\n",
  });
});

test("given a missing values file, or one with secrets, when scanned, then the exit code is 2 with the reason", () => {
  place.write("flows/load.yml", flowText("load", [], ["x"]));
  expect(place.assets("scan", "flows", "--values", "gone.yaml")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('error: the values file "gone.yaml" cannot be read'),
  });
  symlinkSync("/etc/hostname", join(place.folder, "link.yaml"));
  for (const outside of ["link.yaml", "/etc/hostname"]) {
    expect(place.assets("scan", "flows", "--values", outside).stderr).toContain(
      `is outside the folder of the configuration`,
    );
  }
  place.write("prod.yaml", "secret: { token: x }\n");
  const refused = place.assets("scan", "flows", "--values", "prod.yaml");
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain('"secret"');
});

test("given flows without a namespace and Terraform files, when scanned, then the configuration supplies the namespace", () => {
  const nameless = flowText("load", [], ["made"]).replace("namespace: company\n", "");
  place.write("flows/team/load.yml", nameless);
  place.write(
    "infra/main.tf",
    `resource "kestra_flow" "x" {\n  content = <<EOT\n${flowText("planned", ["made"], ["planned_made"])}EOT\n}\n`,
  );
  place.write("assets.config.yaml", "namespaces: { flows/team: company.team }\n");
  expect(place.assets("scan").code).toBe(0);
  expect(listed("writes:company.team/load")).toEqual(["made"]);
  expect(listed("infra/main.tf")).toEqual(["made", "planned_made"]);
  expect(place.assets("lint").code).toBe(0);
});
