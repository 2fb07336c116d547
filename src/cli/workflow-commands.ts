import { isUtf8 } from "node:buffer";
import { fstatSync } from "node:fs";

/**
 * Escapes text for the runner of GitHub Actions, which executes `##[name]` anywhere in a line and `::name` at its
 * start, after any white space of .NET. Source: actions/runner, `ActionCommand.cs`. The meaning of JSON and Ion is unchanged.
 */
export function withoutCommands(text: string): string {
  return text
    .replaceAll("##[", "#\\u0023[")
    .replace(/^((?:[^\S\r\n\u2028\u2029]|\x85)*):(?=:)/gm, "$1\\u003a");
}

type Write = (text: string) => void;

/**
 * Escapes all later output to the log of a GitHub Actions job. Output redirected to a file is unchanged.
 *
 * @returns writes the program's own commands to stdout
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
      plain(typeof chunk === "string" ? withoutCommands(chunk) : guardedBytes(chunk), ...rest);
    stream.write = guarded;
  }
  return commands;
}

/** Text that was passed as bytes; pictures are not valid UTF-8. */
function guardedBytes(chunk: unknown): unknown {
  return chunk instanceof Uint8Array && isUtf8(chunk)
    ? Buffer.from(withoutCommands(Buffer.from(chunk).toString("utf8")))
    : chunk;
}

function isFile(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isFile();
  } catch {
    return false;
  }
}
