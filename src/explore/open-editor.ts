import { spawnSync } from "node:child_process";
import { basename, resolve } from "node:path";

/**
 * Opens a file at a line in the user's editor, and waits. The editor is from the environment alone, and starts without a
 * shell; the absolute path cannot be an option.
 *
 * @param file relative to the folder
 * @returns a message about a failure
 */
export function openEditor(
  environment: Readonly<Record<string, string | undefined>>,
  { folder, file, line }: { readonly folder: string; readonly file: string; readonly line: number },
): string | undefined {
  const [program, ...options] = (environment.VISUAL || environment.EDITOR || "").split(/\s+/).filter(Boolean);
  if (program === undefined) return "set EDITOR to open files";
  const path = resolve(folder, file);
  if (path.includes("\0")) return `cannot open ${file}`;
  const done = spawnSync(program, [...options, ...argumentsFor(program, path, line)], { stdio: "inherit" });
  if (done.error !== undefined) return `cannot start ${program}: ${done.error.message}`;
  if (done.signal !== null) return `${program} ended with ${done.signal}`;
  return done.status === 0 ? undefined : `${program} ended with exit code ${done.status}`;
}

/** Each editor has its own syntax for a line. */
function argumentsFor(program: string, path: string, line: number): readonly string[] {
  const name = basename(program).replace(/\.(exe|cmd)$/, "");
  if (/^(code|codium|code-insiders|cursor)$/.test(name)) return ["--goto", `${path}:${line}`];
  if (/^(subl|hx|zed)$/.test(name)) return [`${path}:${line}`];
  return [`+${line}`, path];
}
