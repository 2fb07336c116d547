import {
  type CancellationToken,
  CodeActionKind,
  CompletionItemKind,
  type Connection,
  InlayHintKind,
  type CodeAction as LspCodeAction,
  MarkupKind,
  MessageType,
  ResponseError,
  ShowMessageNotification,
  SymbolKind,
  type TextDocuments,
  type WorkspaceEdit,
} from "vscode-languageserver/node";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Edit } from "../lint/fix/edit.ts";
import type { TaskId } from "../model/model.ts";
import { hoverMarkdown } from "../report/editor/hover-markdown.ts";
import { mdCode } from "../report/markdown.ts";
import { escapeControlChars } from "../util/escape-control-chars.ts";
import { firstOf } from "../util/text.ts";
import type { CodeAction } from "../workspace/editor/code-actions.ts";
import type { CompletionItem } from "../workspace/editor/completion.ts";
import type { DocumentSymbol } from "../workspace/editor/document-symbols.ts";
import { services } from "../workspace/editor/services.ts";
import { toDiagnostic, toLocation, toLspRange } from "./convert.ts";
import type { ProjectFile, Projects } from "./projects.ts";

export interface RequestContext {
  readonly documents: TextDocuments<TextDocument>;
  readonly projects: Projects;
  readonly prepare: (token: CancellationToken, when: "now" | "quiet") => Promise<void>;
  readonly fail: (error: unknown) => void;
  /** Whether the client shows the places that a command returns; otherwise a message names the assets. */
  readonly showsReferences: () => boolean;
}

interface Asked extends ProjectFile {
  readonly document: TextDocument;
}

/** Answers the requests of an editor by the services. A request about another file has no answer. */
export function registerRequests(connection: Connection, context: RequestContext): void {
  const { documents, fail, prepare, projects, showsReferences } = context;

  /** Answers a request about a document; an unexpected error is logged and gives no answer. */
  const answer =
    <Params extends { readonly textDocument: { readonly uri: string } }, Result>(
      when: "now" | "quiet",
      answerFor: (file: Asked, params: Params) => Result,
    ) =>
    async (params: Params, token: CancellationToken): Promise<Result | null> => {
      await prepare(token, when);
      const document = documents.get(params.textDocument.uri);
      const file = projects.find(params.textDocument.uri);
      if (document === undefined || file === undefined) return null;
      try {
        return answerFor({ ...file, document }, params);
      } catch (error) {
        if (error instanceof ResponseError) throw error;
        fail(error);
        return null;
      }
    };
  const uris = (session: ProjectFile["session"]) => (name: string) => projects.uriOf(session, name);

  connection.onHover(
    answer("now", ({ session, name, document }, { position }) => {
      const found = services.hover(session, name, document.offsetAt(position));
      if (found === undefined) return null;
      return {
        range: toLspRange(found.range),
        contents: { kind: MarkupKind.Markdown, value: hoverMarkdown(found) },
      };
    }),
  );
  connection.onDefinition(
    answer("now", ({ session, name, document }, { position }) =>
      services
        .definition(session, name, document.offsetAt(position))
        .map((range) => toLocation(range, uris(session))),
    ),
  );
  connection.onReferences(
    answer("now", ({ session, name, document }, { position, context: { includeDeclaration } }) =>
      services
        .references(session, name, document.offsetAt(position), { producers: includeDeclaration })
        .map((range) => toLocation(range, uris(session))),
    ),
  );
  connection.onCompletion(
    answer("now", ({ session, name, document }, { position }) => {
      const found = services.completion(session, name, document.offsetAt(position));
      if (found === undefined) return null;
      const range = { start: document.positionAt(found.start), end: document.positionAt(found.end) };
      return {
        isIncomplete: found.isIncomplete,
        items: found.items.map((item) => ({
          ...{ label: escapeControlChars(item.label), kind: COMPLETION_KINDS[item.kind] },
          filterText: item.label,
          ...(item.detail !== undefined && { detail: escapeControlChars(item.detail) }),
          ...(item.documentation !== undefined && { documentation: documentation(item) }),
          textEdit: { range, newText: item.insert ?? item.label },
        })),
      };
    }),
  );
  connection.onCodeAction(
    answer("now", ({ session, name, document }, { range, context: { only } }) => {
      const lines = { first: range.start.line + 1, last: range.end.line + 1 };
      return services
        .codeActions(session, name, lines)
        .map((action) => toCodeAction(action, document, uris(session)))
        .filter(({ kind }) => isAsked(kind, only));
    }),
  );
  connection.onCodeActionResolve(async (action, token) => {
    await prepare(token, "now");
    const data = action.data as { readonly uri: string; readonly task: TaskId } | undefined;
    const document = data && documents.get(data.uri);
    const file = data && projects.find(data.uri);
    if (data === undefined || document === undefined || file === undefined) return action;
    try {
      const edits = await services.declareTask(file.session, file.name, data.task);
      return { ...action, edit: workspaceEdit(document, edits) };
    } catch (error) {
      fail(error);
      return action;
    }
  });
  connection.languages.inlayHint.on(
    answer("quiet", ({ session, name }, { range }) =>
      services
        .inlayHints(session, name, { first: range.start.line + 1, last: range.end.line + 1 })
        .map(({ line, column, ids, more }) => ({
          position: { line: line - 1, character: column - 1 },
          label: `= ${escapeControlChars(ids.join(", "))}${more > 0 ? ` and ${more} more` : ""}`,
          kind: InlayHintKind.Type,
          paddingLeft: true,
        })),
    ),
  );
  connection.onCodeLens(
    answer("quiet", ({ session, name }) =>
      services.codeLenses(session, name).map(({ range, downstream }) => ({
        range: toLspRange(range),
        command: {
          title: `${downstream} downstream`,
          command: SHOW_DOWNSTREAM,
          arguments: [projects.uriOf(session, name), range.line],
        },
      })),
    ),
  );
  connection.onExecuteCommand(async ({ command, arguments: [uri, line] = [] }, token) => {
    await prepare(token, "now");
    const file = typeof uri === "string" ? projects.find(uri) : undefined;
    if (command !== SHOW_DOWNSTREAM || file === undefined || typeof line !== "number") return null;
    const found = services.downstreamOf(file.session, file.name, line);
    if (found === undefined) return null;
    const { of, ids, places } = found;
    if (!showsReferences()) {
      const message = `downstream of ${firstOf(of, 3)}: ${firstOf(ids, MOST_SHOWN)}`;
      await connection.sendNotification(ShowMessageNotification.type, {
        type: MessageType.Info,
        message: escapeControlChars(message),
      });
    }
    return places.map((range) => toLocation(range, uris(file.session)));
  });
  connection.onDocumentSymbol(
    answer("quiet", ({ session, name }) => services.documentSymbols(session, name).map(toSymbol)),
  );
  connection.onDocumentLinks(
    answer("quiet", ({ session, name }) =>
      services.documentLinks(session, name).map(({ range, target }) => ({
        range: toLspRange(range),
        target: `${projects.uriOf(session, target.place.file)}#L${target.place.line}`,
        tooltip: escapeControlChars(`${target.namespace}/${target.flow}`),
      })),
    ),
  );
}

/** The command of a lens, with the address of a file and the line of an output. Returns the places of writers. */
export const SHOW_DOWNSTREAM = "assets.showDownstream";

/** Ids in a message about what is downstream. */
const MOST_SHOWN = 20;

const COMPLETION_KINDS: Readonly<Record<CompletionItem["kind"], CompletionItemKind>> = {
  asset: CompletionItemKind.Reference,
  type: CompletionItemKind.Class,
  namespace: CompletionItemKind.Module,
  flow: CompletionItemKind.File,
  key: CompletionItemKind.Property,
  filter: CompletionItemKind.Function,
  function: CompletionItemKind.Function,
  input: CompletionItemKind.Variable,
  task: CompletionItemKind.Variable,
  variable: CompletionItemKind.Variable,
  label: CompletionItemKind.Variable,
};

const OWN_TEXT: ReadonlySet<CompletionItem["kind"]> = new Set(["key", "filter", "function", "variable"]);

/** Text of flows is data: it is shown as code. */
function documentation({ kind, documentation: text = "" }: CompletionItem) {
  return { kind: MarkupKind.Markdown, value: OWN_TEXT.has(kind) ? text : mdCode(text) };
}

function isAsked(kind: string | undefined, only: readonly string[] | undefined): boolean {
  if (only === undefined) return true;
  return only.some((wanted) => kind === wanted || kind?.startsWith(`${wanted}.`));
}

const ACTION_KINDS: Readonly<Record<CodeAction["kind"], string>> = {
  fix: CodeActionKind.QuickFix,
  suppress: CodeActionKind.QuickFix,
  declare: CodeActionKind.RefactorRewrite,
  "fix-all": `${CodeActionKind.SourceFixAll}.assets`,
};

function toCodeAction(
  { kind, title, finding, edits, task }: CodeAction,
  document: TextDocument,
  uriOf: (name: string) => string,
): LspCodeAction {
  return {
    ...{ title: escapeControlChars(title), kind: ACTION_KINDS[kind] },
    ...(finding && { diagnostics: [toDiagnostic(finding, uriOf)] }),
    ...(kind === "fix" && { isPreferred: true }),
    ...(task === undefined
      ? { edit: workspaceEdit(document, edits) }
      : { data: { uri: document.uri, task } }),
  };
}

function workspaceEdit(document: TextDocument, edits: readonly Edit[]): WorkspaceEdit {
  return {
    changes: {
      [document.uri]: edits.map(({ start, end, text }) => ({
        range: { start: document.positionAt(start), end: document.positionAt(end) },
        newText: text,
      })),
    },
  };
}

const SYMBOL_KINDS: Readonly<Record<DocumentSymbol["kind"], SymbolKind>> = {
  flow: SymbolKind.Module,
  task: SymbolKind.Function,
  trigger: SymbolKind.Event,
  inputs: SymbolKind.Variable,
  outputs: SymbolKind.Field,
};

interface LspSymbol {
  readonly name: string;
  readonly detail?: string;
  readonly kind: SymbolKind;
  readonly range: ReturnType<typeof toLspRange>;
  readonly selectionRange: ReturnType<typeof toLspRange>;
  readonly children: LspSymbol[];
}

function toSymbol({ kind, name, detail, range, children }: DocumentSymbol): LspSymbol {
  const own = toLspRange(range);
  return {
    // The protocol forbids a blank name.
    ...{
      name: name.trim() === "" ? "(no id)" : escapeControlChars(name),
      kind: SYMBOL_KINDS[kind],
      range: own,
    },
    ...(detail !== undefined && { detail: escapeControlChars(detail) }),
    selectionRange: { start: own.start, end: own.start },
    children: children.map(toSymbol),
  };
}
