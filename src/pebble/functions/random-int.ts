import { runtimeFunction } from "./runtime-function.ts";

/** `randomInt(lower, upper)`: both bounds must be given. reference: Kestra's RandomIntFunction */
export const randomInt = runtimeFunction({
  name: "randomInt",
  argumentNames: ["lower", "upper"],
  required: 2,
  summary: "A random number from `lower` up to `upper`.",
  reason: "randomInt() is random",
});
