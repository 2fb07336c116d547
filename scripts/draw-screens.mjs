/*
 * Draws the images of the README and of docs/page.md from the program's output. Needs Chromium and cmark-gfm.
 * Usage: npm run build && node scripts/draw-screens.mjs
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { terminalRecording } from "./terminal-recording.mjs";

const repository = fileURLToPath(new URL("../", import.meta.url));
const images = join(repository, "docs/exports/images");
const folder = mkdtempSync(join(tmpdir(), "draw-screens-"));
// A fixed date gives the same commit id in every run.
const DATE = "2026-11-02T09:00:00Z";
const env = {
  ...process.env,
  FORCE_COLOR: "1",
  HOME: folder,
  ...{ GIT_AUTHOR_DATE: DATE, GIT_COMMITTER_DATE: DATE, GIT_CONFIG_GLOBAL: "/dev/null" },
};

function run(program, args, input) {
  const { stdout, stderr, status } = spawnSync(program, args, {
    ...{ cwd: folder, env, encoding: "utf8", maxBuffer: 1 << 28 },
    ...(input !== undefined && { input }),
  });
  if (status !== 0 && !args.includes("diff")) throw new Error(`${program} ${args.join(" ")}: ${stderr}`);
  return stdout;
}
const assets = (...args) => run(process.execPath, [join(repository, "bin/assets.js"), ...args]);
const git = (...args) => run("git", ["-c", "user.name=x", "-c", "user.email=x@example.com", ...args]);

const COMMENT_STYLE = `
body { margin: 16px; background: #fff; font: 14px/1.5 -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; color: #1f2328; }
article { border: 1px solid #d1d9e0; border-radius: 6px; }
header { padding: 8px 16px; background: #f6f8fa; border-bottom: 1px solid #d1d9e0; border-radius: 6px 6px 0 0; color: #59636e; }
header b { color: #1f2328; }
.bot { border: 1px solid #d1d9e0; border-radius: 2em; padding: 0 6px; font-size: 12px; }
.body { padding: 8px 16px 16px; }
h3 { font-size: 17.5px; margin: 12px 0; }
table { border-collapse: collapse; margin: 12px 0; }
th, td { border: 1px solid #d1d9e0; padding: 5px 12px; text-align: left; }
tr:nth-child(2n) td { background: #f6f8fa; }
code { background: #818b981f; border-radius: 6px; padding: 2px 5px; font: 12px ui-monospace, Menlo, Consolas, "Liberation Mono", monospace; }
details { margin: 8px 0; }
.mermaid { border: 1px solid #d1d9e0; border-radius: 6px; padding: 12px; background: #fff; overflow: hidden; }
.mermaid svg { max-height: 420px; }
`;

cpSync(join(repository, "fixtures/flows"), join(folder, "flows"), { recursive: true });
git("init", "-q", "-b", "main");
git("add", "-A");
git("commit", "-qm", "flows");

const scenes = ["scan flows", "impact warehouse.marts.daily_revenue"].map((command) => ({
  command: `assets ${command}`,
  output: assets(...command.split(" ")),
}));
assets("export", "--format", "html", "-o", "page.html");

const file = join(folder, "flows/finance/daily_revenue.yml");
const text = readFileSync(file, "utf8");
writeFileSync(file, text.replace("}}.daily_revenue", "}}.revenue_by_day"));
const before = "sed -i 's/}}.daily_revenue/}}.revenue_by_day/' flows/finance/daily_revenue.yml";
scenes.push({ command: "assets diff main", before, output: assets("diff", "main") });
writeFileSync(join(images, "terminal.svg"), terminalRecording(scenes));

assets("diff", "main", "--format", "html", "-o", "change.html");
writeFileSync(join(folder, "comment.html"), commentPage(assets("diff", "main", "--format", "markdown")));

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
for (const [page, image, size] of [
  ["page.html", "page.png", { width: 1400, height: 860 }],
  ["change.html", "page-of-a-change.png", { width: 1400, height: 860 }],
  ["comment.html", "pull-request.png", { width: 920, height: 400 }],
]) {
  const open = await browser.newPage({ viewport: size, deviceScaleFactor: 1 });
  await open.goto(pathToFileURL(join(folder, page)).href);
  if (image === "page.png") await open.getByText("All assets", { exact: true }).click();
  if (image === "pull-request.png") await open.waitForSelector(".mermaid svg");
  await open.screenshot({ path: join(images, image), fullPage: image === "pull-request.png" });
  await open.close();
}
await browser.close();
rmSync(folder, { recursive: true });

/** An HTML page that imitates a comment on GitHub. */
function commentPage(markdown) {
  const extensions = ["table", "autolink", "strikethrough", "tasklist"].flatMap((extension) => [
    "-e",
    extension,
  ]);
  const html = run("cmark-gfm", ["--unsafe", ...extensions], markdown).replace(
    /<pre lang="mermaid"><code>([\s\S]*?)<\/code><\/pre>|<pre><code class="language-mermaid">([\s\S]*?)<\/code><\/pre>/g,
    (_, a, b) => `<pre class="mermaid">${a ?? b}</pre>`,
  );
  const mermaid = pathToFileURL(join(repository, "node_modules/mermaid/dist/mermaid.min.js")).href;
  return `<!doctype html><meta charset="utf-8"><style>${COMMENT_STYLE}</style>
<article><header><b>github-actions</b> <span class="bot">bot</span> commented</header><div class="body">${html}</div></article>
<script src="${mermaid}"></script><script>mermaid.initialize({ startOnLoad: true, securityLevel: "strict" });</script>`;
}
