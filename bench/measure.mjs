// Measures commands as separate processes: minimum, median and maximum wall time, and peak memory.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const binary = fileURLToPath(new URL("../bin/assets.js", import.meta.url));

/** Reports the peak memory of a process at its exit. Used in a separate run, because it takes time. */
const reportMemory = `data:text/javascript,${encodeURIComponent("process.on('exit', () => process.stderr.write('\\npeak memory: ' + process.resourceUsage().maxRSS + '\\n'))")}`;

/** The arguments of Node for a command of the program. */
export const assets = (...args) => [binary, ...args];

/**
 * Runs a process several times, alternating with a reference process. Both then have the same load on the machine.
 *
 * @param args arguments of Node
 * @param before prepares each run, outside the measurement; its argument is the number of previous runs
 * @param reference arguments of Node for the reference process
 * @param beforeReference prepares each run of the reference
 * @returns times in milliseconds, peak memory in MB, and the times of the reference as `referenceTimes`
 */
export function measure(
  name,
  args,
  { cwd, times, before = () => {}, reference, beforeReference = () => {} },
) {
  const durations = [];
  const referenceDurations = [];
  for (let run = 0; run < times; run++) {
    if (reference) {
      beforeReference(run);
      referenceDurations.push(milliseconds(reference, cwd));
    }
    before(run);
    durations.push(milliseconds(args, cwd));
  }
  before(times);
  const { stderr } = run(["--import", reportMemory, ...args], cwd);
  const [, kilobytes = 0] = /peak memory: (\d+)/.exec(stderr) ?? [];
  return {
    name,
    ...summary(durations),
    megabytes: Number(kilobytes) / 1024,
    ...(reference && { referenceTimes: summary(referenceDurations) }),
  };
}

/** The duration of a process; or of the step that the process measured and printed as `step: N ms`. */
function milliseconds(args, cwd) {
  const start = performance.now();
  const { stderr } = run(args, cwd);
  const total = performance.now() - start;
  const [, step] = /^step: ([\d.]+) ms$/m.exec(stderr) ?? [];
  return step === undefined ? total : Number(step);
}

function run(args, cwd) {
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd,
    stdio: ["ignore", "ignore", "pipe"],
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
  });
  // Lint and diff exit with 1 for findings and differences.
  if (status !== 0 && status !== 1) throw new Error(`node ${args.join(" ")}: exit code ${status}\n${stderr}`);
  return { stderr };
}

/** Minimum, median and maximum. */
export function summary(times) {
  const sorted = [...times].sort((a, b) => a - b);
  return { min: sorted[0], median: sorted[Math.floor(sorted.length / 2)], max: sorted.at(-1) };
}
