/** A command executed by the runner. */
export interface WorkflowCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/** Source: actions/runner, the extensions of ActionCommandManager. */
const NAMES = new Set(
  "add-mask add-matcher add-path debug echo endgroup error group internal-set-repo-path notice remove-matcher save-state set-env set-output stop-commands warning".split(
    " ",
  ),
);

/**
 * The workflow commands in the output of a step, from both streams: `::name key=value::data` at the beginning of a
 * line, and the older `##[name key=value]data` at any position. Source: actions/runner, ActionCommand.cs.
 */
export function workflowCommands(output: string): WorkflowCommand[] {
  return output.split(/\r\n|\r|\n/).flatMap((line) => commandOf(line) ?? []);
}

function commandOf(line: string): WorkflowCommand | undefined {
  const newer = /^\s*::([^\s:]+)(?: (.*?))?::(.*)$/.exec(line);
  if (newer !== null && NAMES.has(newer[1]?.toLowerCase() ?? "")) return command(newer, ",");
  const older = /##\[([^\s\]]+)(?: ([^\]]*))?\](.*)$/.exec(line);
  if (older !== null && NAMES.has(older[1]?.toLowerCase() ?? "")) return command(older, ";");
  return undefined;
}

function command([, name = "", properties = "", text = ""]: RegExpExecArray, separator: string) {
  const pairs = properties
    .split(separator)
    .map((pair) => pair.trim().split("="))
    .filter(([, ...value]) => value.length > 0)
    .map(([key = "", ...value]) => [key, decoded(value.join("="))]);
  return { name, properties: Object.fromEntries(pairs), data: decoded(text) };
}

function decoded(text: string): string {
  const characters: Record<string, string> = {
    "0D": "\r",
    "0A": "\n",
    "3A": ":",
    "2C": ",",
    "3B": ";",
    "5D": "]",
    "25": "%",
  };
  return text.replace(/%(0D|0A|3A|2C|3B|5D|25)/g, (_, code: string) => characters[code] ?? "");
}
