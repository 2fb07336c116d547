// Fails on a regular expression of our own whose steps grow faster than its text, in src/: every text may come from a
// stranger. Asks scslre, which `regexp/no-super-linear-backtracking` and `-move` of eslint-plugin-regexp are made of.
// Reads literals, and `new RegExp` of constant text and of what src/util/reg-exp.ts makes of other text.
import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { analyse } from "scslre";
import ts from "typescript";

const ROOT = fileURLToPath(new URL("../", import.meta.url));

/** Functions whose result matches only given texts, and such a result. `L` is a property of Unicode too. */
const OF_TEXT = { escapeRegExp: "L", anyTextOf: "(?:L|LL)" };
/** Methods of texts that make a regular expression of a text. */
const COMPILES_TEXT = new Set(["match", "matchAll", "search"]);

const files = readdirSync(join(ROOT, "src"), { recursive: true, withFileTypes: true })
  .map((entry) => join(entry.parentPath, entry.name))
  .filter((path) => /\.tsx?$/.test(path) && !/validate-\w+\.ts$/.test(path));
const { config } = ts.readConfigFile(join(ROOT, "tsconfig.json"), ts.sys.readFile);
const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, ROOT);
const program = ts.createProgram(files, options);
const checker = program.getTypeChecker();

let isBad = false;
for (const path of files) {
  const source = program.getSourceFile(path);
  visit(source, (node) => {
    const problem = problemOf(node);
    if (problem === undefined) return;
    const { line } = source.getLineAndCharacterOfPosition(node.getStart());
    console.error(`${relative(ROOT, path)}:${line + 1}: ${node.getText()} ${problem}`);
    isBad = true;
  });
}
if (isBad) process.exit(1);

function visit(node, use) {
  use(node);
  ts.forEachChild(node, (child) => visit(child, use));
}

function problemOf(node) {
  if (ts.isRegularExpressionLiteral(node)) {
    const end = node.text.lastIndexOf("/");
    return problemOfPattern(node.text.slice(1, end), node.text.slice(end + 1));
  }
  if (!ts.isNewExpression(node) && !ts.isCallExpression(node)) return undefined;
  const { expression, arguments: [pattern, flags] = [] } = node;
  if (ts.isIdentifier(expression) && expression.text === "RegExp") {
    const text = textOf(pattern);
    const letters = flags === undefined ? "" : textOf(flags);
    return text === undefined || letters === undefined
      ? "is not constant: use escapeRegExp or anyTextOf for the rest"
      : problemOfPattern(text, letters);
  }
  const compiles = ts.isPropertyAccessExpression(expression) && COMPILES_TEXT.has(expression.name.text);
  return compiles && isText(expression.expression) && pattern !== undefined && isText(pattern)
    ? "makes a regular expression of a text"
    : undefined;
}

function isText(node) {
  return (checker.getTypeAtLocation(node).flags & ts.TypeFlags.StringLike) !== 0;
}

/** The text of a constant expression; undefined for others. */
function textOf(node) {
  if (ts.isStringLiteralLike(node) || ts.isNumericLiteral(node)) return node.text;
  if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === "String.raw")
    return templateText(node.template, (part) => part.rawText);
  if (ts.isTemplateExpression(node)) return templateText(node, (part) => part.text);
  if (ts.isCallExpression(node)) return OF_TEXT[node.expression.getText()];
  if (!ts.isIdentifier(node)) return undefined;
  let symbol = checker.getSymbolAtLocation(node);
  if (symbol && symbol.flags & ts.SymbolFlags.Alias) symbol = checker.getAliasedSymbol(symbol);
  const declared = symbol?.valueDeclaration;
  const isConstant =
    declared !== undefined &&
    ts.isVariableDeclaration(declared) &&
    declared.initializer !== undefined &&
    (declared.parent.flags & ts.NodeFlags.Const) !== 0;
  return isConstant ? textOf(declared.initializer) : undefined;
}

function templateText(template, written) {
  if (!ts.isTemplateExpression(template)) return written(template);
  let text = written(template.head);
  for (const { expression, literal } of template.templateSpans) {
    const value = textOf(expression);
    if (value === undefined) return undefined;
    text += value + written(literal);
  }
  return text;
}

function problemOfPattern(source, flags) {
  const { reports } = analyse({ source, flags });
  if (reports.length === 0) return undefined;
  const worst = reports.some(({ exponential }) => exponential)
    ? "exponentially"
    : "with a power of its length";
  return `takes ${worst} many steps for a text of many ${reports[0].character.literal.source}`;
}
