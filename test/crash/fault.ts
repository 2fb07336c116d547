import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { BINARY, type Place } from "../commands/program.ts";

/** The fault at one call of the file system; see `fault.cjs`. */
export interface Fault {
  readonly on: "change" | "open" | "read" | "closed";
  readonly path?: string;
  readonly call: number;
  readonly do: NodeJS.Signals | "error" | (string & {});
  /** The number of processors that the machine reports; the fault waits until a second thread has begun. */
  readonly threads?: number;
  /** The file system counts time in steps of two seconds, as some do. */
  readonly coarse?: boolean;
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

const HOOK = fileURLToPath(new URL("fault.cjs", import.meta.url));

/** Runs the built program with a fault. */
export function runWith(place: Place, fault: Fault & { readonly report?: string }, ...args: string[]): Ended {
  const done = spawn(place, fault, [process.execPath, ...programWith(args)]);
  return { code: done.status, signal: done.signal, stdout: done.stdout, stderr: done.stderr };
}

/** The exit code that a shell shows for the built program with a fault. */
export function shellCode(place: Place, fault: Fault, ...args: string[]): number {
  const show = ["-c", '"$@" >/dev/null; echo $?', "sh"];
  return Number(spawn(place, fault, ["sh", ...show, process.execPath, ...programWith(args)]).stdout);
}

const programWith = (args: readonly string[]) => ["--require", HOOK, BINARY, ...args];

function spawn(place: Place, fault: Fault, [command = "", ...args]: readonly string[]) {
  const done = spawnSync(command, args, {
    cwd: place.folder,
    encoding: "utf8",
    env: { ...process.env, HOME: place.folder, ASSETS_FAULT: JSON.stringify(fault) },
    timeout: 30_000,
  });
  if (done.error) throw done.error;
  return done;
}
