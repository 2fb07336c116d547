import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const REPOSITORY = fileURLToPath(new URL("../../", import.meta.url));
export const BINARY = join(REPOSITORY, "bin", "assets.js");

export interface Finished {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | null;
}

/** A temporary folder for runs of the built program. */
export interface Place {
  readonly folder: string;
  readonly write: (file: string, content: string | Uint8Array) => void;
  readonly assets: (...args: string[]) => Finished;
  /** Runs the program with standard input. */
  readonly withInput: (input: string, ...args: string[]) => Finished;
  readonly end: () => void;
}

export function newPlace(): Place {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "assets-commands-")));
  return {
    folder,
    write: (file, content) => {
      const path = join(folder, file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
    },
    assets: (...args) => run(folder, args),
    withInput: (input, ...args) => run(folder, args, input),
    end: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A copy of another place. */
export function copyOf({ folder }: Place): Place {
  const place = newPlace();
  cpSync(folder, place.folder, { recursive: true });
  return place;
}

/** A place with a copy of the company's flows. */
export function companyPlace(): Place {
  const place = newPlace();
  cpSync(join(REPOSITORY, "fixtures", "flows"), join(place.folder, "flows"), { recursive: true });
  return place;
}

function run(cwd: string, args: readonly string[], input?: string): Finished {
  const { NO_COLOR: _, FORCE_COLOR: __, ...env } = process.env;
  const done = spawnSync(process.execPath, [BINARY, ...args], {
    cwd,
    encoding: "utf8",
    env: { ...env, HOME: cwd },
    maxBuffer: 1 << 28,
    ...(input !== undefined && { input }),
  });
  if (done.error) throw done.error;
  return { stdout: done.stdout, stderr: done.stderr, code: done.status };
}

/** A flow with one task that reads and writes these assets. */
export function flowText(id: string, inputs: readonly string[], outputs: readonly string[]): string {
  const list = (ids: readonly string[]) =>
    ids.map((name) => `\n          - id: ${JSON.stringify(name)}`).join("");
  return `id: ${id}
namespace: company
tasks:
  - id: work
    type: io.kestra.plugin.core.log.Log
    assets:
        inputs:${inputs.length > 0 ? list(inputs) : " []"}
        outputs:${outputs.length > 0 ? list(outputs) : " []"}
`;
}
