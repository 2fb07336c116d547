import { createHash } from "node:crypto";
import type { PageParts } from "../../workspace/page-context.ts";
import { pack } from "./pack.ts";
import type { PageData } from "./page-data.ts";

/**
 * A page in one file. Its policy allows this script and this style and no connection at all; the data is JSON, which no
 * browser runs.
 */
export function pageHtml(data: PageData, { script, style }: PageParts): string {
  const policy = [
    "default-src 'none'",
    `script-src '${digest(script)}'`,
    `style-src '${digest(style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Assets</title>
<style>${style}</style>
</head>
<body>
<noscript><p>This page needs JavaScript. It makes no connections.</p></noscript>
<script id="data" type="application/json">${inertJson(pack(data))}</script>
<script>${script}</script>
</body>
</html>
`;
}

function digest(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

/** JSON that can end neither its element nor a line of a script, and opens no comment. */
export function inertJson(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll("<", "\\u003c")
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
}
