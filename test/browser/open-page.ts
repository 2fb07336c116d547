import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";

/** A page from the file system, with its errors and forbidden requests. */
export interface OpenPage {
  readonly page: Page;
  /** Errors and warnings of the console, and uncaught errors. */
  readonly complaints: readonly string[];
  /** The requested URLs, except the page's own file. */
  readonly requests: readonly string[];
}

export interface PageBrowser {
  readonly open: (html: string, options?: OpenOptions) => Promise<OpenPage>;
  readonly close: () => Promise<void>;
}

export interface OpenOptions {
  readonly scheme?: "light" | "dark";
  /** With "#". */
  readonly address?: string;
}

/** Disables Chromium's own network requests. */
const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export async function startBrowser(): Promise<PageBrowser> {
  const folder = mkdtempSync(join(tmpdir(), "assets-page-"));
  const browser: Browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: QUIET,
  });
  let files = 0;
  return {
    async open(html, { scheme = "light", address = "" } = {}) {
      files++;
      const file = join(folder, `page-${files}.html`);
      writeFileSync(file, html);
      const page = await browser.newPage({
        colorScheme: scheme,
        viewport: { width: 1400, height: 860 },
      });
      const complaints: string[] = [];
      const requests: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
      });
      page.on("pageerror", (error) => complaints.push(error.message));
      const own = pathToFileURL(file).href;
      page.on("request", (request) => {
        if (!request.url().startsWith(own)) requests.push(request.url());
      });
      await page.goto(`${own}${address}`);
      return { page, complaints, requests };
    },
    async close() {
      await browser.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** The accessibility violations found by axe-core, each with its elements. */
export async function violations(page: Page): Promise<readonly string[]> {
  const { default: axe } = await import("axe-core");
  // Evaluated through the debugger, which is not subject to the content security policy of the page.
  await page.evaluate(axe.source);
  const found: string = await page.evaluate(
    `axe.run().then(({ violations }) => JSON.stringify(violations.map(({ id, nodes }) => id + ": " + nodes.map(({ html }) => html).join(" "))))`,
  );
  return JSON.parse(found);
}
