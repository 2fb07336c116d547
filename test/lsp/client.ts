import { type ChildProcess, spawn } from "node:child_process";
import { pathToFileURL } from "node:url";
import {
  createProtocolConnection,
  type Diagnostic,
  type InitializeResult,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";
import { BINARY, type Place } from "../commands/program.ts";

/** An editor with a running `assets lsp` in a folder. */
export interface Editor {
  readonly connection: ProtocolConnection;
  readonly server: ChildProcess;
  readonly initialized: InitializeResult;
  readonly uri: (file: string) => string;
  readonly open: (file: string, text: string) => Promise<void>;
  /** Replaces the complete text of a file. */
  readonly change: (file: string, text: string) => Promise<void>;
  readonly close: (file: string) => Promise<void>;
  /** Waits for diagnostics of a file that satisfy a condition. */
  readonly diagnostics: (
    file: string,
    until?: (found: readonly Diagnostic[]) => boolean,
  ) => Promise<Diagnostic[]>;
  /** The messages of the server to the user, and the errors in its log. */
  readonly messages: string[];
  /** Shuts the server down and returns its exit code. */
  readonly end: () => Promise<number | null>;
}

export async function startEditor(place: Place, ...args: string[]): Promise<Editor> {
  const server = spawn(process.execPath, [BINARY, "lsp", ...args], { cwd: place.folder });
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  const found = new Map<string, Diagnostic[]>();
  let listeners: (() => void)[] = [];
  const messages: string[] = [];
  connection.onNotification("textDocument/publishDiagnostics", ({ uri, diagnostics }) => {
    found.set(uri, diagnostics);
    for (const listener of listeners) listener();
  });
  for (const method of ["window/showMessage", "window/logMessage"])
    connection.onNotification(method, ({ message }) => void messages.push(message));
  connection.onRequest("client/registerCapability", () => null);
  connection.listen();
  const root = pathToFileURL(place.folder).href;
  const uri = (file: string) => pathToFileURL(`${place.folder}/${file}`).href;
  const initialized = await connection.sendRequest<InitializeResult>("initialize", {
    processId: process.pid,
    rootUri: root,
    workspaceFolders: [{ uri: root, name: "flows" }],
    capabilities: {
      workspace: { workspaceFolders: true, didChangeWatchedFiles: { dynamicRegistration: true } },
    },
  });
  await connection.sendNotification("initialized", {});
  let version = 1;
  return {
    ...{ connection, server, initialized, uri, messages },
    open: (file, text) =>
      connection.sendNotification("textDocument/didOpen", {
        textDocument: { uri: uri(file), languageId: "yaml", version: version++, text },
      }),
    change: (file, text) =>
      connection.sendNotification("textDocument/didChange", {
        textDocument: { uri: uri(file), version: version++ },
        contentChanges: [{ text }],
      }),
    close: (file) =>
      connection.sendNotification("textDocument/didClose", { textDocument: { uri: uri(file) } }),
    diagnostics: (file, until = () => true) =>
      new Promise((resolve) => {
        const check = () => {
          const own = found.get(uri(file));
          if (own === undefined || !until(own)) return;
          listeners = listeners.filter((listener) => listener !== check);
          resolve(own);
        };
        listeners.push(check);
        check();
      }),
    end: async () => {
      const exited = new Promise<number | null>((resolve) => server.once("exit", resolve));
      await connection.sendRequest("shutdown");
      await connection.sendNotification("exit");
      const code = await exited;
      connection.dispose();
      return code;
    },
  };
}
