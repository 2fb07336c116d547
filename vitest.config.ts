import { defineConfig } from "vitest/config";

export default defineConfig({
  // Of warnings there is one for each file of a library whose source maps lead nowhere.
  logLevel: "error",
  test: {
    include: ["test/**/*.test.ts"],
    env: { TZ: "UTC", NO_COLOR: "1", FORCE_COLOR: "0" },
    setupFiles: ["test/cache-folder.ts"],
    testTimeout: 60_000,
    // It imports JSON in a way that Node refuses.
    server: { deps: { inline: ["@actions/workflow-parser"] } },
  },
});
