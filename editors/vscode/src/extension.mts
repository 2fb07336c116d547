import { commands, workspace } from "vscode";
import { LanguageClient, type Location, TransportKind } from "vscode-languageclient/node";

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
      initializationOptions: { showsReferences: true },
      middleware: { executeCommand: showPlaces },
    },
  );
  await client.start();
}

/** The command of a lens returns places, which the editor shows beside the lens. */
async function showPlaces(
  command: string,
  given: unknown[],
  next: (command: string, given: unknown[]) => unknown,
): Promise<void> {
  const places = (await next(command, given)) as readonly Location[] | null | undefined;
  const [uri, line] = given;
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
