import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newRepository } from "../changes/scratch.ts";
import { companyPlace, type Place } from "../commands/program.ts";
import { type PageBrowser, startBrowser, violations } from "./open-page.ts";

let browser: PageBrowser;
let place: Place;
let html: string;
beforeAll(async () => {
  browser = await startBrowser();
  place = companyPlace();
  newRepository(place.folder).commit("Add flows");
  const file = "flows/finance/daily_revenue.yml";
  const text = readFileSync(join(place.folder, file), "utf8");
  place.write(file, text.replace('}}.daily_revenue"', '}}.revenue_by_day"'));
  html = place.assets("diff", "--format", "html").stdout;
});
afterAll(async () => {
  await browser.close();
  place.end();
});

describe("given the page of a change that renames a table in its writer only", () => {
  test("when it opens, then the table is breaking, its readers are broken, and both come first", async () => {
    const { page, complaints, requests } = await browser.open(html);
    expect(await page.locator(".node.breaking text").allTextContents()).toEqual([
      "warehouse.marts.daily_revenue ",
      "external · changed · breaking",
    ]);
    expect(await page.locator(".node.broken .title").allTextContents()).toEqual([
      "month_end ",
      "regional_reports ",
    ]);
    expect(await page.locator(".node.change-added .title").allTextContents()).toEqual([
      "warehouse.marts.revenue_by_day ",
    ]);
    expect(await page.locator("aside h3").first().textContent()).toBe("1 breaking");
    expect(await page.locator("tbody tr").first().textContent()).toContain("changed, breaking");
    expect(complaints).toEqual([]);
    expect(requests).toEqual([]);
  });

  test("when a broken flow is clicked, then the panel says why", async () => {
    const { page } = await browser.open(html);
    await page.locator(".node.broken", { hasText: "month_end" }).click();
    await expect
      .poll(() => page.locator("aside").textContent())
      .toContain("close_ledger reads warehouse.marts.daily_revenue: no longer written by any flow");
  });

  test("when the renamed table is opened, then its writer is one of before the change", async () => {
    const { page } = await browser.open(html);
    const row = page.locator("tbody tr", { hasText: "warehouse.marts.daily_revenue" }).first();
    expect(await row.locator("td").allTextContents()).toContain("0");
    await row.locator("a").click();
    await expect
      .poll(() => page.locator("aside").textContent())
      .toContain("Written before the change by 1 task");
  });

  test("when state: filters, then it knows the change", async () => {
    const { page } = await browser.open(html, { address: "#by=changes&select=state:new" });
    expect(await page.locator("tbody th").allTextContents()).toEqual(["warehouse.marts.revenue_by_day"]);
  });

  for (const scheme of ["light", "dark"] as const) {
    test(`when it is ${scheme}, then axe finds no violation`, async () => {
      const { page } = await browser.open(html, { scheme });
      expect(await violations(page)).toEqual([]);
    });
  }
});
