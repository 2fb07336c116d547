import { readFileSync } from "node:fs";

// Usage: node docs-screen.mjs N SCREEN. Succeeds if SCREEN equals the Nth screen in docs/explore.md.
const [number, screen] = process.argv.slice(2);
const page = readFileSync(new URL("../../docs/explore.md", import.meta.url), "utf8");
const shown = [...page.matchAll(/^```text\n(.*?)^```$/gms)][Number(number) - 1]?.[1] ?? "";
process.exitCode = lines(shown) === lines(readFileSync(screen, "utf8")) ? 0 : 1;

/** Removes trailing spaces and trailing empty lines. */
function lines(text) {
  return text.replace(/[ \t]+$/gm, "").trimEnd();
}
