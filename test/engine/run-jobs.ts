import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { KestraLine } from "../../src/flows/flow.ts";
import type { Job, Outcome } from "./jobs.ts";

const FOLDER = fileURLToPath(new URL(".", import.meta.url));
/** A limit for the start and end of the engine, and for its slowest execution. */
const TIMEOUT_MS = 540_000;

/** Runs jobs in the engine built by `run.mjs`. Returns the outcomes in the order of the jobs. */
export function runJobs(line: KestraLine, jobs: readonly Job[]): Outcome[] {
  const scratch = mkdtempSync(join(tmpdir(), "assets-engine-"));
  try {
    const [from, to] = [join(scratch, "jobs.json"), join(scratch, "outcomes.jsonl")];
    writeFileSync(from, JSON.stringify(jobs));
    const target = join(FOLDER, "target", line);
    const classpath = readFileSync(join(target, "classpath.txt"), "utf8").trim();
    const run = spawnSync(
      process.env.ENGINE_JAVA ?? "java",
      [
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Duser.timezone=UTC",
        "-cp",
        `${join(target, "classes")}:${classpath}`,
        "engine.Main",
        from,
        to,
        join(scratch, "storage"),
      ],
      { encoding: "utf8", timeout: TIMEOUT_MS, maxBuffer: 64 << 20 },
    );
    if (run.status !== 0)
      throw new Error(`the engine of ${line} failed: ${run.error ?? run.stderr.slice(-4000)}`);
    const lines = readFileSync(to, "utf8").trim().split("\n");
    return lines.map((text) => JSON.parse(text));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
