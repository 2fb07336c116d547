import {
  type CancellationToken,
  type Connection,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  type InitializeResult,
  LSPErrorCodes,
  MessageType,
  PositionEncodingKind,
  ResponseError,
  ShowMessageNotification,
  TextDocumentSyncKind,
  TextDocuments,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { escapeControlChars } from "../util/escape-control-chars.ts";
import type { Session } from "../workspace/editor/session.ts";
import { uriOfPath } from "./convert.ts";
import { createProjects } from "./projects.ts";
import { createPublisher } from "./publisher.ts";
import { registerRequests, SHOW_DOWNSTREAM } from "./requests.ts";

export interface ServerOptions {
  readonly version: string;
  /** The folder for a client without folders. */
  readonly folder: string;
  /** Opens the project of a folder. */
  readonly open: (folder: string) => Promise<Session>;
}

/** Files whose change affects findings. */
const WATCHED = "**/*.{yml,yaml,tf,sql,json}";

/** Connects an editor with the services of open projects. */
export function serve(connection: Connection, { version, folder, open }: ServerOptions): void {
  let folders: readonly string[] = [];
  let client: InitializeParams["capabilities"] = {};
  let showsReferences = false;
  const documents = new TextDocuments(TextDocument);
  const fail = (error: unknown) =>
    connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  const projects = createProjects(
    () => folders,
    open,
    (message) =>
      void connection.sendNotification(ShowMessageNotification.type, {
        type: MessageType.Error,
        message: escapeControlChars(`assets: ${message}`),
      }),
  );
  const publisher = createPublisher(
    projects,
    (session) => documents.keys().flatMap((uri) => ownName(uri, session)),
    (uri, diagnostics) => void connection.sendDiagnostics({ uri, diagnostics }),
    fail,
    () => {
      if (client.workspace?.inlayHint?.refreshSupport) connection.languages.inlayHint.refresh().catch(fail);
      if (client.workspace?.codeLens?.refreshSupport)
        connection.sendRequest("workspace/codeLens/refresh").catch(fail);
    },
  );
  const ownName = (uri: string, session: Session): string[] => {
    const file = projects.find(uri);
    return file?.session === session ? [file.name] : [];
  };
  let ready: Promise<void> = new Promise(() => {});
  const openAll = async (): Promise<void> => {
    await projects.reopen();
    for (const document of documents.all()) {
      const file = projects.setText(document.uri, document.getText());
      if (file) publisher.edited(file.session, file.name);
    }
    publisher.changed();
  };

  /** One after the other: an editor can report several changes at once. */
  const reopen = (): void => {
    ready = ready.then(openAll).catch(fail);
  };

  connection.onInitialize((params): InitializeResult => {
    client = params.capabilities;
    const options: unknown = params.initializationOptions;
    showsReferences =
      typeof options === "object" &&
      options !== null &&
      "showsReferences" in options &&
      !!options.showsReferences;
    const named = params.workspaceFolders?.map(({ uri }) => uri) ?? (params.rootUri ? [params.rootUri] : []);
    folders = named.length > 0 ? named : [uriOfPath(folder)];
    return {
      serverInfo: { name: "assets", version },
      capabilities: {
        positionEncoding: PositionEncodingKind.UTF16,
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        hoverProvider: true,
        definitionProvider: true,
        referencesProvider: true,
        completionProvider: { triggerCharacters: [".", "|", "{"] },
        codeActionProvider: {
          codeActionKinds: ["quickfix", "refactor.rewrite", "source.fixAll.assets"],
          resolveProvider: true,
        },
        inlayHintProvider: true,
        codeLensProvider: {},
        executeCommandProvider: { commands: [SHOW_DOWNSTREAM] },
        documentSymbolProvider: true,
        documentLinkProvider: {},
        workspace: {
          workspaceFolders: { supported: true, changeNotifications: true },
          fileOperations: {
            didRename: { filters: [{ pattern: { glob: "**/*" } }] },
            didDelete: { filters: [{ pattern: { glob: "**/*" } }] },
          },
        },
      },
    };
  });
  connection.onInitialized(() => {
    ready = openAll().catch(fail);
    if (client.workspace?.didChangeWatchedFiles?.dynamicRegistration) {
      connection.client
        .register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: WATCHED }] })
        .catch(fail);
    }
    if (client.workspace?.workspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => uri));
        folders = [...folders.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)];
        reopen();
      });
    }
  });

  /** An unexpected error must not end the server. */
  const whenReady = (work: () => void): void => void ready.then(work).catch(fail);
  const refresh = (): void =>
    whenReady(() => {
      for (const session of projects.all()) session.refresh();
      publisher.changed();
    });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    const isSettings = changes.some(({ uri }) =>
      /\/(?:assets\.(?:config|values)[^/]*|[^/]*\.json)$/.test(uri),
    );
    if (isSettings) reopen();
    else refresh();
  });
  connection.workspace.onDidRenameFiles(() => refresh());
  connection.workspace.onDidDeleteFiles(() => refresh());
  documents.onDidSave(() => refresh());
  documents.onDidChangeContent(({ document }) =>
    whenReady(() => {
      // A later edit can have replaced this one.
      const current = documents.get(document.uri);
      if (current?.version !== document.version) return;
      const file = projects.setText(document.uri, document.getText());
      if (file) publisher.edited(file.session, file.name);
    }),
  );
  documents.onDidClose(({ document }) =>
    whenReady(() => {
      if (documents.get(document.uri) === undefined) projects.setText(document.uri, undefined);
      publisher.changed();
    }),
  );

  registerRequests(connection, {
    documents,
    projects,
    fail,
    showsReferences: () => showsReferences,
    /** Waits for the projects and the findings of the latest edit, or for a time without edits. */
    prepare: async (token: CancellationToken, when: "now" | "quiet") => {
      await ready;
      await (when === "now" ? publisher.current() : publisher.quiet());
      if (token.isCancellationRequested)
        throw new ResponseError(LSPErrorCodes.RequestCancelled, "the request was cancelled");
    },
  });
  connection.onShutdown(() => {
    publisher.close();
    projects.close();
  });
  documents.listen(connection);
  connection.listen();
}
