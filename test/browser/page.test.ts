import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createExplorer } from "../../src/graph/explorer.ts";
import { createGraph } from "../../src/graph/graph.ts";
import { pageData } from "../../src/report/page/page-data.ts";
import { pageHtml } from "../../src/report/page/page-html.ts";
import { companyPlace, type Place } from "../commands/program.ts";
import { HOSTILE } from "../export/hostile.ts";
import { type PageBrowser, startBrowser, violations } from "./open-page.ts";

let browser: PageBrowser;
let place: Place;
let html: string;
beforeAll(async () => {
  browser = await startBrowser();
  place = companyPlace();
  place.assets("scan", "flows");
  html = place.assets("export", "--format", "html").stdout;
});
afterAll(async () => {
  await browser.close();
  place.end();
});

/** The titles of the nodes in the graph. */
async function nodes(page: Page): Promise<string[]> {
  const titles = await page.locator(".node").evaluateAll((all) => all.map((node) => node.textContent ?? ""));
  return titles;
}

async function rows(page: Page): Promise<string[]> {
  return page.locator("tbody th").allTextContents();
}

describe("given the page of the company's flows, opened from the file system", () => {
  test("when it opens, then it shows the namespaces and every asset in the table", async () => {
    const { page, complaints, requests } = await browser.open(html);
    expect(await page.title()).toBe("Assets: flows");
    expect(await page.locator(".node.group").count()).toBe(5);
    expect(await page.locator("caption").textContent()).toBe("45 assets in this picture");
    expect(complaints).toEqual([]);
    expect(requests).toEqual([]);
  });

  test("when an asset is searched and entered, then its lineage is in the picture and its tasks in the panel", async () => {
    const { page, complaints } = await browser.open(html);
    await page.keyboard.press("/");
    await page.keyboard.type("taxi");
    await page.keyboard.press("Enter");
    await page.locator("aside h2", { hasText: "sample_data.nyc.taxi" }).waitFor();
    await expect
      .poll(() => rows(page))
      .toEqual(["avg_passenger_count", "avg_trip_distance", "sample_data.nyc.taxi", "trips"]);
    await expect.poll(() => page.locator("aside").textContent()).toContain("3 assets downstream");
    expect(await page.locator("aside .place").first().textContent()).toBe(
      "flows/data/data_pipeline_assets.yml:20",
    );
    await page.getByRole("link", { name: "one step less" }).click();
    await expect.poll(() => rows(page)).toEqual(["sample_data.nyc.taxi", "trips"]);
    expect(complaints).toEqual([]);
  });

  test("when nodes are clicked, then groups open, assets show their flows, and flows their tasks", async () => {
    const { page, complaints } = await browser.open(html);
    await page.locator(".node.group", { hasText: "kestra.company.reporting" }).click();
    await expect
      .poll(() => page.locator("h2.title").textContent())
      .toBe("Namespace kestra.company.reporting");
    await page.locator(".node.asset", { hasText: "portal-front-page" }).click();
    await page.locator("aside a", { hasText: "kestra.company.reporting/" }).first().click();
    await expect.poll(() => page.locator("aside h2").textContent()).toContain("kestra.company.reporting/");
    await page.getByRole("link", { name: "Show its assets" }).click();
    await expect.poll(() => rows(page)).toContain("portal-front-page");
    await page.goBack();
    await expect
      .poll(() => page.locator("h2.title").textContent())
      .toBe("Namespace kestra.company.reporting");
    expect(complaints).toEqual([]);
  });

  test("when it is filtered by a selection, then only that is shown, and an error says what is wrong", async () => {
    const { page } = await browser.open(html);
    const filter = page.getByLabel("Filter by a selection");
    await filter.fill("meta.model_layer:mart and flow:data_pipeline_assets");
    await filter.press("Enter");
    await expect.poll(() => rows(page)).toEqual(["avg_passenger_count", "avg_trip_distance"]);
    await page.getByLabel("Filter by a selection").fill("typo:Table");
    await page.getByLabel("Filter by a selection").press("Enter");
    await expect.poll(() => page.locator(".note").textContent()).toContain("typo");
    expect(await nodes(page)).toEqual([]);
  });

  test("when only keys are used, then the focus moves along edges and opens an asset", async () => {
    const { page } = await browser.open(html, { address: "#focus=trips&steps=1" });
    await page.locator('.node[tabindex="0"]').focus();
    const label = () => page.evaluate("document.activeElement.getAttribute('aria-label')");
    expect(await label()).toMatch(/^avg_passenger_count/);
    await page.keyboard.press("ArrowLeft");
    expect(await label()).toBe("trips Table · staging, asset, 3 connections");
    await page.keyboard.press("ArrowLeft");
    expect(await label()).toBe("sample_data.nyc.taxi external, asset, 1 connection");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator("aside h2").textContent()).toBe("sample_data.nyc.taxi");
    await page.keyboard.press("Escape");
    await expect.poll(() => page.locator("aside").isVisible()).toBe(false);
  });

  test("when its panels open, then they list the gaps, the coverage and the keys", async () => {
    const { page } = await browser.open(html);
    await page.getByRole("link", { name: "Gaps (2)" }).click();
    await expect
      .poll(() => page.locator("aside").textContent())
      .toContain('the task "build" may emit more assets');
    await page.getByRole("link", { name: "Coverage 100%" }).click();
    await expect.poll(() => page.locator("aside dd").allTextContents()).toEqual(["42", "27", "1", "0", "14"]);
    await page.getByRole("link", { name: "Help" }).click();
    await expect
      .poll(() => page.locator("aside").textContent())
      .toContain("a metadata value: meta.<key>:<value>");
  });

  for (const scheme of ["light", "dark"] as const) {
    for (const address of ["", "#by=all&asset=trips", "#focus=stg_prod&steps=2&open=help", "#open=gaps"]) {
      test(`when it is ${scheme} at "${address}", then axe finds no violation`, async () => {
        const { page } = await browser.open(html, { scheme, address });
        expect(await violations(page)).toEqual([]);
      });
    }
  }

  test("when the theme is switched, then light becomes dark and back", async () => {
    const { page } = await browser.open(html);
    const back = () => page.evaluate("getComputedStyle(document.body).backgroundColor");
    expect(await back()).toBe("rgb(255, 255, 255)");
    await page.getByRole("button", { name: "Light or dark" }).click();
    expect(await back()).toBe("rgb(18, 22, 28)");
    await page.getByRole("button", { name: "Light or dark" }).click();
    expect(await back()).toBe("rgb(255, 255, 255)");
  });

  test("when it is printed, then controls are absent, and the picture and the table are whole", async () => {
    const { page } = await browser.open(html);
    await page.getByRole("link", { name: "All assets" }).click();
    await expect.poll(() => nodes(page)).toHaveLength(45);
    await page.evaluate('dispatchEvent(new Event("beforeprint"))');
    await page.emulateMedia({ media: "print" });
    await page.setViewportSize({ width: 720, height: 1040 });
    const outside = await page.evaluate(`(() => {
      const box = document.querySelector("svg.picture").getBoundingClientRect();
      const isOutside = ({ left, right, top, bottom }) =>
        left < box.left || right > box.right || top < box.top || bottom > box.bottom;
      return [...document.querySelectorAll(".node")]
        .filter((node) => isOutside(node.getBoundingClientRect()))
        .map((node) => node.textContent);
    })()`);
    expect(outside).toEqual([]);
    expect(await page.locator("thead th").last().isVisible()).toBe(true);
    expect(await page.locator("nav").isVisible()).toBe(false);
    expect(await page.locator("svg.picture").isVisible()).toBe(true);
    expect(await page.locator("tbody tr").last().isVisible()).toBe(true);
  });
});

describe("given hostile ids and metadata", () => {
  const graph = createGraph(HOSTILE);
  const explorer = createExplorer(graph);
  const parts = (name: string) => readFileSync(join(import.meta.dirname, "../../program", name), "utf8");
  const hostile = pageHtml(
    pageData({
      inventory: HOSTILE,
      links: [...explorer.patternPairs()],
      coverage: explorer.coverage(),
      owners: {},
      source: { repository: "https://github.com/acme/flows", commit: "c0ffee", prefix: "jobs" },
      start: "#by=all",
    }),
    { script: parts("page.js"), style: parts("page.css") },
  );

  test("when the page opens, then each id is text in the picture, the table and the panel, and nothing runs", async () => {
    const { page, complaints, requests } = await browser.open(hostile);
    const dialogs: string[] = [];
    page.on("dialog", (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    await expect.poll(() => rows(page)).toEqual(HOSTILE.assets.map(({ id }) => id));
    expect(await page.locator("main script, main img, main iframe").count()).toBe(0);
    for (const { id } of HOSTILE.assets) {
      await page.evaluate(
        `location.hash = ${JSON.stringify(`#by=all&${new URLSearchParams({ asset: id })}`)}`,
      );
      await page.waitForFunction(`document.querySelector("aside h2")?.textContent === ${JSON.stringify(id)}`);
    }
    expect(dialogs).toEqual([]);
    expect(complaints).toEqual([]);
    expect(requests).toEqual([]);
  });

  test("when the repository is known, then places lead to the line at the commit", async () => {
    const [first] = HOSTILE.bundles;
    const { page } = await browser.open(hostile, {
      address: `#by=all&${new URLSearchParams({ asset: first?.inputs[0]?.id ?? "" })}`,
    });
    const href = await page.locator("aside a.place").first().getAttribute("href");
    expect(href).toMatch(/^https:\/\/github\.com\/acme\/flows\/blob\/c0ffee\/jobs\/.*#L\d+$/);
  });

  test("when a script of an id gets into the page, then the policy stops it, and any request", async () => {
    const { page } = await browser.open(hostile);
    const stopped = await page.evaluate(`new Promise((resolve) => {
      const directives = [];
      document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => {
        if (directives.push(effectiveDirective) === 3) resolve(directives.sort());
      });
      const script = document.createElement("script");
      script.textContent = "window.ran = true";
      document.body.append(script);
      new Image().src = "https://example.com/leak.png";
      fetch("https://example.com").catch(() => {});
    })`);
    expect(stopped).toEqual(["connect-src", "img-src", "script-src-elem"]);
    expect(await page.evaluate("window.ran")).toBeUndefined();
  });
});
