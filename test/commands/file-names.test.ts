import { afterEach, beforeEach, expect, test } from "vitest";
import { flowText, newRepository, type Scratch } from "../changes/scratch.ts";

/** Two encodings of the same word: with the character "é", and with "e" and a combining accent, as stored by macOS. */
const [COMPOSED, DECOMPOSED] = ["caf\u00e9", "cafe\u0301"];

let repo: Scratch;
beforeEach(() => {
  repo = newRepository();
});
afterEach(() => repo.end());

const foundAssets = () =>
  (JSON.parse(repo.assets("list", "--format", "json").stdout).assets as { asset: { id: string } }[]).map(
    ({ asset }) => asset.id,
  );

test("given names that differ in their Unicode form, when scanned, then they are two files, as in git", () => {
  repo.write(`${COMPOSED}/f.yml`, flowText("one", [["t", [], ["composed"]]]));
  repo.write(`${DECOMPOSED}/f.yml`, flowText("two", [["t", [], ["decomposed"]]]));
  repo.write("assets.config.yaml", `exclude: [${COMPOSED}]\n`);
  repo.commit("Two folders");
  expect(repo.assets("scan").code).toBe(0);
  expect(foundAssets()).toEqual(["decomposed"]);
  expect(repo.assets("diff").stdout).toContain("No flow files changed.");
});

test("given names that differ in case, when scanned, then they are two files, as in git", () => {
  repo.write("Flows/A.yml", flowText("one", [["t", [], ["upper"]]]));
  repo.write("flows/a.yml", flowText("two", [["t", [], ["lower"]]]));
  repo.write("assets.config.yaml", "exclude: [flows]\n");
  repo.commit("Two folders");
  expect(repo.assets("scan").code).toBe(0);
  expect(foundAssets()).toEqual(["upper"]);
  expect(repo.assets("diff").stdout).toContain("No flow files changed.");
});
