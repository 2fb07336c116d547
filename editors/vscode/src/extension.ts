import { workspace } from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";

let client: LanguageClient | undefined;

/** Starts `assets lsp` in the folder of the workspace. Everything else is the work of the server. */
export async function activate(): Promise<void> {
  const settings = workspace.getConfiguration("assets");
  const [folder] = workspace.workspaceFolders ?? [];
  client = new LanguageClient(
    "assets",
    "Kestra assets",
    {
      command: settings.get("command", "assets"),
      args: [...settings.get<readonly string[]>("arguments", []), "lsp"],
      transport: TransportKind.stdio,
      ...(folder && { options: { cwd: folder.uri.fsPath } }),
    },
    {
      documentSelector: [
        { scheme: "file", language: "yaml" },
        { scheme: "file", pattern: "**/*.{yml,yaml,tf}" },
      ],
    },
  );
  await client.start();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
