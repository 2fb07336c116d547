import type { YamlNode } from "../../flows/yaml-node.ts";
import type { Finding } from "../../lint/finding.ts";
import type { Edit } from "../../lint/fix/edit.ts";
import { fixText } from "../../lint/fix/fix-file.ts";
import type { Document } from "./document.ts";
import type { Session } from "./session.ts";

/** A change of a document that the user can choose. */
export interface CodeAction {
  readonly kind: "fix" | "fix-all" | "suppress";
  readonly title: string;
  /** What it corrects. Absent: several findings. */
  readonly finding?: Finding;
  /** In offsets of the text. */
  readonly edits: readonly Edit[];
}

/** Lint says these about the text itself. */
const NOT_SUPPRESSIBLE: ReadonlySet<string> = new Set(["suppression", "unreadable-file"]);

/** The text that stands for the reason of a suppression. */
export const REASON = "reason";

/** Corrections and suppressions of the findings in some lines of a document, and one action for all corrections. */
export function codeActions(
  session: Session,
  name: string,
  lines: { readonly first: number; readonly last: number },
): readonly CodeAction[] {
  const document = session.document(name);
  if (document === undefined) return [];
  const findings = session.diagnostics([name]).get(name) ?? [];
  const here = findings.filter(({ range }) => range.line <= lines.last && lines.first <= range.endLine);
  return [
    ...here.flatMap((finding) => fixAction(finding)),
    ...here.flatMap((finding) => suppression(document, finding)),
    ...fixAll(document, findings),
  ];
}

function fixAction(finding: Finding): CodeAction[] {
  const { fix } = finding;
  return fix === undefined ? [] : [{ kind: "fix", title: sentence(fix.title), finding, edits: fix.edits }];
}

function fixAll({ name, source }: Document, findings: readonly Finding[]): CodeAction[] {
  const { text, applied } = fixText(name, source.text, findings);
  if (applied === 0) return [];
  return [
    {
      kind: "fix-all",
      title: "Apply all corrections in this file",
      edits: [{ start: 0, end: source.text.length, text }],
    },
  ];
}

function suppression(document: Document, finding: Finding): CodeAction[] {
  const { rule, range } = finding;
  if (NOT_SUPPRESSIBLE.has(rule)) return [];
  const { source } = document;
  const line = commentLine(document, source.offset(range), range.line);
  const start = source.offset({ line, column: 1 });
  const indent = /^ */.exec(source.line(line))?.[0] ?? "";
  const lineBreak = source.text.includes("\r\n") ? "\r\n" : "\n";
  return [
    {
      ...{ kind: "suppress", title: `Suppress "${rule}" here`, finding },
      edits: [{ start, end: start, text: `${indent}# assets-ignore ${rule}: ${REASON}${lineBreak}` }],
    },
  ];
}

/** The line for a comment above: inside a text over several lines, a comment would be a part of it. */
function commentLine({ contents, readable, source, toTree }: Document, offset: number, line: number): number {
  if (readable !== source) return line;
  const at = toTree(offset);
  let first = line;
  const visit = (node: YamlNode): void => {
    if (at < node.span.start || at > node.span.end) return;
    if (node.kind === "scalar") first = Math.min(first, source.place(node.span.start).line);
    else if (node.kind === "list") for (const item of node.items) visit(item);
    else for (const { value } of node.entries) visit(value);
  };
  for (const { node } of contents.flows) visit(node);
  return first;
}

function sentence(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
