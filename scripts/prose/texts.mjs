import ts from "typescript";

/**
 * A text and its first line, from 1.
 *
 * @typedef {{ line: number, text: string }} Text
 */

/** Three words in sequence. Code, ids and formats do not match. */
const SENTENCE = /[A-Za-z]{2,}[,;:]? [a-z"(<`$-]\S* \S/;

/**
 * The sentences in string literals and templates of a module. The expressions of a template are replaced by "x". Imports
 * and types are skipped.
 *
 * @param {string} source TypeScript
 * @returns {Text[]}
 */
export function textsOfModule(source) {
  const file = ts.createSourceFile("module.ts", source, ts.ScriptTarget.Latest, true);
  /** @type {Text[]} */
  const texts = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return;
    const text = literalText(node);
    if (text !== undefined && SENTENCE.test(text)) {
      texts.push({ line: file.getLineAndCharacterOfPosition(node.getStart()).line + 1, text });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return texts;
}

/** @param {ts.Node} node */
function literalText(node) {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return node.head.text + node.templateSpans.map(({ literal }) => `x${literal.text}`).join("");
}

/**
 * The paragraphs, list items, table rows and headings of a Markdown page. Code blocks and code spans are skipped: they
 * contain names and output, and the output is checked in the source code.
 *
 * @param {string} page
 * @returns {Text[]}
 */
export function textsOfMarkdown(page) {
  /** @type {Text[]} */
  const texts = [];
  let inCode = false;
  let ended = true;
  for (const [index, line] of page.split("\n").entries()) {
    if (/^\s*```/.test(line)) inCode = !inCode;
    const isText = !inCode && !/^\s*(?:```|$|<!--|\|[-| ]+\|$)/.test(line);
    const text = line
      .replace(/^\s*(?:#+|[-*]|\d+\.|>)\s+/, "")
      .replace(/`[^`]*`/g, "x")
      .trim();
    const isContinued = !ended && !/^\s*(?:#|[-*] |\d+\. |\|)/.test(line);
    const last = texts.at(-1);
    if (isText && isContinued && last !== undefined) last.text += ` ${text}`;
    else if (isText) texts.push({ line: index + 1, text });
    ended = !isText || /^\s*[#|]/.test(line);
  }
  return texts;
}

/**
 * The descriptions of a JSON Schema or of YAML metadata.
 *
 * @param {string} source
 * @returns {Text[]}
 */
export function textsOfDescriptions(source) {
  return source.split("\n").flatMap((line, index) => {
    const text = /^\s*"?description"?:\s*"?(.*?)"?,?$/.exec(line)?.[1];
    return text === undefined ? [] : [{ line: index + 1, text }];
  });
}
