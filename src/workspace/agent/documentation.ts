import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const DOCS = fileURLToPath(new URL("../../../docs", import.meta.url));

/** The pages of the documentation in the package, by name: `rules`, `resolution`. */
export function documentationPages(): readonly string[] {
  return readdirSync(DOCS)
    .filter((file) => file.endsWith(".md"))
    .map((file) => file.slice(0, -".md".length))
    .sort();
}

/** The Markdown of a page of `documentationPages`. */
export function documentationPage(name: string): string {
  return readFileSync(join(DOCS, `${name}.md`), "utf8");
}
