// Measures commands as whole processes: minimum, median and maximum on the clock, and the most memory.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const binary = fileURLToPath(new URL("../bin/assets.js", import.meta.url));

/** A run apart from those on the clock tells the most memory that the process had, for asking takes time, too. */
const tellMemory = `data:text/javascript,${encodeURIComponent("process.on('exit', () => process.stderr.write('\\nmost memory: ' + process.resourceUsage().maxRSS + '\\n'))")}`;

/** The program's arguments as those of Node. */
export const assets = (...args) => [binary, ...args];

/**
 * @param args of Node
 * @param before prepares each run, and is not measured; told how many runs there were
 * @param yardstick arguments of a process that runs in turn with this one, because other work on a machine comes and goes
 * @param beforeYardstick prepares each run of the yardstick
 */
export function measure(
  name,
  args,
  { cwd, times, before = () => {}, yardstick, beforeYardstick = () => {} },
) {
  const clock = [];
  const yard = [];
  for (let run = 0; run < times; run++) {
    if (yardstick) {
      beforeYardstick(run);
      yard.push(milliseconds(yardstick, cwd));
    }
    before(run);
    clock.push(milliseconds(args, cwd));
  }
  before(times);
  const { stderr } = run(["--import", tellMemory, ...args], cwd);
  const [, kilobytes = 0] = /most memory: (\d+)/.exec(stderr) ?? [];
  return {
    name,
    ...summary(clock),
    megabytes: Number(kilobytes) / 1024,
    ...(yardstick && { yard: summary(yard) }),
  };
}

/** How long a process took; where it measured a step of itself, and says so, how long that took. */
function milliseconds(args, cwd) {
  const start = performance.now();
  const { stderr } = run(args, cwd);
  const whole = performance.now() - start;
  const [, step] = /^step: ([\d.]+) ms$/m.exec(stderr) ?? [];
  return step === undefined ? whole : Number(step);
}

function run(args, cwd) {
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd,
    stdio: ["ignore", "ignore", "pipe"],
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
  });
  // A lint or a diff that found something ends with 1.
  if (status !== 0 && status !== 1) throw new Error(`node ${args.join(" ")}: exit code ${status}\n${stderr}`);
  return { stderr };
}

/** Minimum, median and maximum. */
export function summary(times) {
  const sorted = [...times].sort((a, b) => a - b);
  return { min: sorted[0], median: sorted[Math.floor(sorted.length / 2)], max: sorted.at(-1) };
}
