// Compares our results with those of Kestra's executor and worker for the same flows, for each line of releases.
// Usage: npm run engine
//   ENGINE_SEED, ENGINE_FLOWS    seed and number of the generated flows
//   ENGINE_REPOSITORIES          folder with additional repositories
// Needs Maven, JDK 25 or later, and Kestra's libraries. Without them, the comparison is skipped with exit code 0.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const JAVA = 25;
const LINES = ["1.x", "2.0"];
const BUILD_LIMIT = 300_000;
const folder = fileURLToPath(new URL(".", import.meta.url));

const jdk = jdks().find((home) => javaVersion(home) >= JAVA);
if (jdk === undefined) skip(`no JDK ${JAVA} or later in JAVA_HOME or /usr/lib/jvm`);
if (spawnSync("mvn", ["--version"]).status !== 0) skip("Maven is not installed");
for (const line of LINES) {
  const build = spawnSync(
    "mvn",
    [
      "-q",
      "-B",
      "-T1",
      `-Pline-${line}`,
      "compile",
      "dependency:build-classpath",
      `-Dmdep.outputFile=target/${line}/classpath.txt`,
    ],
    { cwd: folder, encoding: "utf8", timeout: BUILD_LIMIT, env: { ...process.env, JAVA_HOME: jdk } },
  );
  if (build.status === 0) continue;
  const output = `${build.stdout}${build.stderr}`;
  if (output.includes("COMPILATION ERROR")) {
    console.error(output);
    process.exit(1);
  }
  skip(`Kestra's libraries for ${line} are not available: ${build.error?.message ?? firstError(output)}`);
}
const vitest = join(folder, "../../node_modules/vitest/vitest.mjs");
const run = spawnSync(process.execPath, [vitest, "run", "--config", join(folder, "vitest.config.ts")], {
  stdio: "inherit",
  env: { ...process.env, ENGINE_JAVA: join(jdk, "bin", "java") },
});
process.exitCode = run.status ?? 1;

function jdks() {
  const system = "/usr/lib/jvm";
  const installed = existsSync(system) ? readdirSync(system).map((name) => join(system, name)) : [];
  return [process.env.JAVA_HOME, ...installed].filter(
    (home) => home && existsSync(join(home, "bin", "javac")),
  );
}

/** The major version, from the file `release` of the JDK. */
function javaVersion(home) {
  const release = join(home, "release");
  if (!existsSync(release)) return 0;
  return Number(/^JAVA_VERSION="(\d+)/m.exec(readFileSync(release, "utf8"))?.[1] ?? 0);
}

function firstError(output) {
  return output.split("\n").find((line) => line.includes("ERROR")) ?? "the build failed";
}

function skip(reason) {
  console.log(`skipped: comparison with Kestra's engine: ${reason}`);
  process.exit(0);
}
