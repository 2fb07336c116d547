// Fails on a regular expression of our own whose backtracking grows faster than its text, in src/: every text may come
// from a stranger. Asks scslre, which `regexp/no-super-linear-backtracking` of eslint-plugin-regexp is made of.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { analyse } from "scslre";
import ts from "typescript";

const ROOT = fileURLToPath(new URL("../", import.meta.url));

let isBad = false;
for (const entry of readdirSync(join(ROOT, "src"), { recursive: true, withFileTypes: true })) {
  const path = join(entry.parentPath, entry.name);
  if (!entry.isFile() || !path.endsWith(".ts") || /validate-\w+\.ts$/.test(path)) continue;
  const file = relative(ROOT, path);
  const source = ts.createSourceFile(file, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true);
  visit(source, (node) => {
    if (node.kind !== ts.SyntaxKind.RegularExpressionLiteral) return;
    const problem = problemOf(node.text);
    if (problem === undefined) return;
    const { line } = source.getLineAndCharacterOfPosition(node.getStart());
    console.error(`${file}:${line + 1}: ${node.text} ${problem}`);
    isBad = true;
  });
}
if (isBad) process.exit(1);

function visit(node, use) {
  use(node);
  ts.forEachChild(node, (child) => visit(child, use));
}

function problemOf(literal) {
  const end = literal.lastIndexOf("/");
  const { reports } = analyse(
    { source: literal.slice(1, end), flags: literal.slice(end + 1) },
    { reportTypes: { Move: false } },
  );
  if (reports.length === 0) return undefined;
  const worst = reports.some(({ exponential }) => exponential)
    ? "exponentially"
    : "with a power of its length";
  return `takes ${worst} many steps for a text of many ${reports[0].character.literal.source}`;
}
