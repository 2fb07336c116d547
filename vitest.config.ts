import { defineConfig } from "vitest/config";

/** Suites with a script of their own, a folder each: they take long, or need programs that `npm test` must not need. */
const SUITES = ["action", "browser", "crash", "growth", "repositories", "security"];

/** Tests over random or exhaustive input, which take seconds each. */
const PROPERTIES = "test/**/*.property.test.ts";

const NO_PULL_REQUEST = {
  GITHUB_BASE_REF: "",
  CI_MERGE_REQUEST_DIFF_BASE_SHA: "",
  SYSTEM_PULLREQUEST_TARGETBRANCH: "",
  BITBUCKET_PR_DESTINATION_COMMIT: "",
  BUILDKITE_PULL_REQUEST_BASE_BRANCH: "",
  CHANGE_TARGET: "",
};

export default defineConfig({
  // Some libraries have source maps that lead nowhere: one warning a file.
  logLevel: "error",
  test: {
    // Without the job and the base of a pull request that these tests may run for.
    env: { TZ: "UTC", NO_COLOR: "1", FORCE_COLOR: "0", GITHUB_ACTIONS: "", ...NO_PULL_REQUEST },
    setupFiles: ["test/cache-folder.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Most tests wait for a program that they started.
    maxWorkers: "100%",
    // It imports JSON in a way that Node refuses.
    server: { deps: { inline: ["@actions/workflow-parser"] } },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["test/**/*.test.{ts,tsx}"],
          exclude: [PROPERTIES, ...SUITES.map((suite) => `test/${suite}/**`)],
          // Loading the program anew for each file would take as long as the tests.
          isolate: false,
        },
      },
      { extends: true, test: { name: "properties", include: [PROPERTIES] } },
      ...SUITES.map((suite) => ({
        extends: true as const,
        test: { name: suite, include: [`test/${suite}/**/*.test.ts`] },
      })),
    ],
  },
});
