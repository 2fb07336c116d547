import { defineConfig } from "vitest/config";

/** Suites with a script of their own, a folder each: they take long, or need programs that `npm test` must not need. */
const SUITES = ["action", "attacks", "crash", "growth"];

export default defineConfig({
  // Some libraries have source maps that lead nowhere: one warning a file.
  logLevel: "error",
  test: {
    env: { TZ: "UTC", NO_COLOR: "1", FORCE_COLOR: "0" },
    setupFiles: ["test/cache-folder.ts"],
    testTimeout: 60_000,
    // It imports JSON in a way that Node refuses.
    server: { deps: { inline: ["@actions/workflow-parser"] } },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: SUITES.map((suite) => `test/${suite}/**`),
        },
      },
      ...SUITES.map((suite) => ({
        extends: true as const,
        test: { name: suite, include: [`test/${suite}/**/*.test.ts`] },
      })),
    ],
  },
});
