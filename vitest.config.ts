import { defineConfig } from "vitest/config";

/** Folders with slow tests, or with tests that need additional programs. Each has a separate npm script. */
const SUITES = ["action", "browser", "crash", "growth", "repositories", "security"];

/** Tests with random or exhaustive input, which take seconds each. */
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
  // Suppresses warnings about broken source maps of libraries.
  logLevel: "error",
  test: {
    // Removes the variables of the CI job that runs the tests.
    env: { TZ: "UTC", NO_COLOR: "1", FORCE_COLOR: "0", GITHUB_ACTIONS: "", ...NO_PULL_REQUEST },
    setupFiles: ["test/cache-folder.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Most tests wait for a child process.
    maxWorkers: "100%",
    // Node rejects the JSON imports of this package.
    server: { deps: { inline: ["@actions/workflow-parser"] } },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["test/**/*.test.{ts,tsx}"],
          exclude: [PROPERTIES, ...SUITES.map((suite) => `test/${suite}/**`)],
          // Loading the program again for each file would take as long as the tests.
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
