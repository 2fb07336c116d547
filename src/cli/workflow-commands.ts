import { fstatSync } from "node:fs";

/**
 * Text that the runner of GitHub Actions does not obey: it takes `##[name]` anywhere in a line and `::name` at its start
 * for a command. Source: actions/runner, `ActionCommand.cs`. JSON and Ion keep their meaning.
 */
export function withoutCommands(text: string): string {
  return text.replaceAll("##[", "#\\u0023[").replace(/^([^\S\r\n]*):(?=:)/gm, "$1\\u003a");
}

type Write = (text: string) => void;

/**
 * From now on, what goes to the log of a job of GitHub Actions holds no commands. Output that is redirected to a file
 * stays as it is.
 *
 * @returns writes to stdout what are commands of the program's own
 */
export function guardLog(
  env: Readonly<Record<string, string | undefined>>,
  streams: readonly (NodeJS.WriteStream & { readonly fd: number })[],
): Write {
  const [stdout] = streams;
  const write = stdout?.write.bind(stdout);
  const commands: Write = (text) => void write?.(text);
  if (env.GITHUB_ACTIONS !== "true") return commands;
  for (const stream of streams) {
    if (isFile(stream.fd)) continue;
    const plain = stream.write.bind(stream) as (chunk: unknown, ...rest: unknown[]) => boolean;
    const guarded = (chunk: unknown, ...rest: unknown[]) =>
      plain(typeof chunk === "string" ? withoutCommands(chunk) : chunk, ...rest);
    stream.write = guarded;
  }
  return commands;
}

function isFile(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isFile();
  } catch {
    return false;
  }
}
