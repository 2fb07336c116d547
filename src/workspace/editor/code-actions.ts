import type { YamlNode } from "../../flows/yaml-node.ts";
import type { Finding } from "../../lint/finding.ts";
import type { Edit } from "../../lint/fix/edit.ts";
import { fixText } from "../../lint/fix/fix-file.ts";
import type { TaskId } from "../../model/model.ts";
import { declareAssets } from "../declare.ts";
import { commonEnds, type Document } from "./document.ts";
import { tasksIn } from "./named-parts.ts";
import type { Session } from "./session.ts";

/** A change of a document that the user can choose. */
export interface CodeAction {
  readonly kind: "fix" | "fix-all" | "suppress" | "declare";
  readonly title: string;
  /** The corrected finding. Absent: several findings. */
  readonly finding?: Finding;
  /** In offsets of the text. Empty for a declaration, which takes longer: see `declareTask`. */
  readonly edits: readonly Edit[];
  /** The task of a declaration. */
  readonly task?: TaskId;
}

/** Findings of lint about the text itself. */
const NOT_SUPPRESSIBLE: ReadonlySet<string> = new Set(["suppression", "unreadable-file"]);

/** The placeholder for the reason of a suppression. */
const REASON = "reason";

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
    ...declarations(session, document, lines),
    ...fixAll(document, findings),
  ];
}

/** Tasks in some lines with inferred assets and no declaration. */
function declarations(
  session: Session,
  document: Document,
  lines: { readonly first: number; readonly last: number },
): CodeAction[] {
  if (document.readable !== document.source) return [];
  const { flows = [] } = session.inventory().results.get(document.name) ?? {};
  return document.contents.flows.flatMap(({ id, namespace, branches }) => {
    const own = flows.filter(
      ({ record }) => record.flow === id.value && record.namespace === namespace.value,
    );
    const bundles = own.flatMap((flow) => flow.bundles).filter(({ trigger }) => !trigger);
    const declared = new Set(bundles.filter(({ origin }) => origin === undefined).map(({ task }) => task));
    const inferred = new Set(bundles.filter(({ origin }) => origin !== undefined).map(({ task }) => task));
    return tasksIn(branches).flatMap((task): CodeAction[] => {
      const { line, endLine } = document.rangeOf(task.node.span.start, task.node.span.end);
      const isHere = line <= lines.last && lines.first <= endLine && task.branches.length === 0;
      if (!isHere || declared.has(task.id) || !inferred.has(task.id)) return [];
      const taskId = { namespace: namespace.value, flow: id.value, task: task.id };
      return [{ kind: "declare", title: `Declare what "${task.id}" touches`, edits: [], task: taskId }];
    });
  });
}

/**
 * The edits that declare the inferred assets of a task, in offsets of the text. Empty if nothing can be drafted. Reads
 * all flows.
 */
export async function declareTask(session: Session, name: string, task: TaskId): Promise<readonly Edit[]> {
  const { files } = await declareAssets(session.project, { names: [], task, texts: session.texts() });
  const draft = files.find((file) => file.name === name);
  if (draft === undefined || draft.before !== session.textOf(name)?.text) return [];
  const [start, after] = commonEnds(draft.before, draft.after);
  return [
    { start, end: draft.before.length - after, text: draft.after.slice(start, draft.after.length - after) },
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
