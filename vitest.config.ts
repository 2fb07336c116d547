import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    env: { TZ: "UTC", NO_COLOR: "1", FORCE_COLOR: "0" },
    setupFiles: ["test/cache-folder.ts"],
    testTimeout: 60_000,
  },
});
