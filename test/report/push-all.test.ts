import { expect, test } from "vitest";
import { pushAll } from "../../src/report/push-all.ts";

test("more items than fit on the stack are added", () => {
  const into = ["first"];
  pushAll(into, new Array<string>(1_000_000).fill("next"));
  expect(into).toHaveLength(1_000_001);
});
