import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/* `npm run engine` only: these checks need Java and Kestra's libraries. */
export default defineConfig({
  root: fileURLToPath(new URL("../..", import.meta.url)),
  test: {
    include: ["test/engine/*.engine.ts"],
    env: { TZ: "UTC" },
    hookTimeout: 600_000,
    testTimeout: 600_000,
  },
});
