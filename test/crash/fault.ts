import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { BINARY, type Place } from "../commands/program.ts";

/** A fault at one file system call; see `fault.cjs`. */
export interface Fault {
  readonly on: "change" | "open" | "read" | "closed";
  readonly path?: string;
  readonly call: number;
  readonly do: NodeJS.Signals | "error" | (string & {});
  /** The simulated number of processors. The fault occurs after the start of a second thread. */
  readonly threads?: number;
  /** Simulates a file system with timestamps in steps of two seconds. */
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

/** The exit code of the built program with a fault, as reported by a shell. */
export function shellCode(place: Place, fault: Fault, ...args: string[]): number {
  const show = ["-c", '"$@" >/dev/null; echo $?', "sh"];
  return Number(spawn(place, fault, ["sh", ...show, process.execPath, ...programWith(args)]).stdout);
}

const programWith = (args: readonly string[]) => ["--require", HOOK, BINARY, ...args];

function spawn(place: Place, fault: Fault, [command = "", ...args]: readonly string[]) {
  const done = spawnSync(command, args, {
    cwd: place.folder,
    encoding: "utf8",
    env: {
      ...process.env,
      HOME: place.folder,
      ASSETS_FAULT: JSON.stringify(fault),
      // The first run of a build would make additional calls.
      NODE_DISABLE_COMPILE_CACHE: "1",
    },
    timeout: 30_000,
  });
  if (done.error) throw done.error;
  return done;
}
