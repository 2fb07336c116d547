import { commands, workspace } from "vscode";
import { LanguageClient, type Location, TransportKind } from "vscode-languageclient/node";

let client: LanguageClient | undefined;

/** Starts `assets lsp` in the workspace folder. The server provides all features. */
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
      initializationOptions: { showsReferences: true },
      middleware: { executeCommand: showPlaces },
    },
  );
  await client.start();
}

/** Runs the command of a lens and shows the returned places at the lens. */
async function showPlaces(
  command: string,
  args: unknown[],
  next: (command: string, args: unknown[]) => unknown,
): Promise<void> {
  const places = (await next(command, args)) as readonly Location[] | null | undefined;
  const [uri, line] = args;
  if (client === undefined || !places || typeof uri !== "string" || typeof line !== "number") return;
  const { protocol2CodeConverter: converter } = client;
  await commands.executeCommand(
    "editor.action.showReferences",
    converter.asUri(uri),
    converter.asPosition({ line: line - 1, character: 0 }),
    places.map((place) => converter.asLocation(place)),
  );
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
