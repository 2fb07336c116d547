// Fails for regular expressions in src/ with super-linear backtracking, because every text may come from an attacker.
// Uses scslre, the analyzer of `regexp/no-super-linear-backtracking` and `-move` in eslint-plugin-regexp. Checks literals,
// and `new RegExp` of constants and of the results of src/util/reg-exp.ts.
import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { analyse } from "scslre";
import ts from "typescript";

const ROOT = fileURLToPath(new URL("../", import.meta.url));

/** Functions that escape their argument, each with a sample result. `L` is also a valid Unicode property. */
const ESCAPING = { escapeRegExp: "L", anyTextOf: "(?:L|LL)" };
/** String methods that compile a string argument to a regular expression. */
const COMPILING = new Set(["match", "matchAll", "search"]);

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
      ? "is not constant: use escapeRegExp or anyTextOf for variable parts"
      : problemOfPattern(text, letters);
  }
  const compiles = ts.isPropertyAccessExpression(expression) && COMPILING.has(expression.name.text);
  return compiles && isText(expression.expression) && pattern !== undefined && isText(pattern)
    ? "compiles a string to a regular expression"
    : undefined;
}

function isText(node) {
  return (checker.getTypeAtLocation(node).flags & ts.TypeFlags.StringLike) !== 0;
}

/** The text of a constant expression; undefined for other expressions. */
function textOf(node) {
  if (ts.isStringLiteralLike(node) || ts.isNumericLiteral(node)) return node.text;
  if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === "String.raw")
    return templateText(node.template, (part) => part.rawText);
  if (ts.isTemplateExpression(node)) return templateText(node, (part) => part.text);
  if (ts.isCallExpression(node)) return ESCAPING[node.expression.getText()];
  if (!ts.isIdentifier(node)) return undefined;
  let symbol = checker.getSymbolAtLocation(node);
  if (symbol && symbol.flags & ts.SymbolFlags.Alias) symbol = checker.getAliasedSymbol(symbol);
  const declaration = symbol?.valueDeclaration;
  const isConstant =
    declaration !== undefined &&
    ts.isVariableDeclaration(declaration) &&
    declaration.initializer !== undefined &&
    (declaration.parent.flags & ts.NodeFlags.Const) !== 0;
  return isConstant ? textOf(declaration.initializer) : undefined;
}

function templateText(template, literalText) {
  if (!ts.isTemplateExpression(template)) return literalText(template);
  let text = literalText(template.head);
  for (const { expression, literal } of template.templateSpans) {
    const value = textOf(expression);
    if (value === undefined) return undefined;
    text += value + literalText(literal);
  }
  return text;
}

function problemOfPattern(source, flags) {
  const { reports } = analyse({ source, flags });
  if (reports.length === 0) return undefined;
  const growth = reports.some(({ exponential }) => exponential) ? "exponential" : "polynomial";
  return `has ${growth} backtracking for repetitions of ${reports[0].character.literal.source}`;
}
