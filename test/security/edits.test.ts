import { mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DEFAULT_SETTINGS } from "../../src/lint/settings.ts";
import { editFiles } from "../../src/workspace/edit-files.ts";
import { lintFiles } from "../../src/workspace/lint.ts";
import { fixFiles } from "../../src/workspace/lint-fixes.ts";
import { flowText, newPlace, type Place } from "../commands/program.ts";
import { runWith } from "../crash/fault.ts";

let place: Place;
let home: Place;
beforeEach(() => {
  place = newPlace();
  home = newPlace();
  mkdirSync(join(place.folder, ".git"));
});
afterEach(() => {
  place.end();
  home.end();
});

const read = (file: string) => readFileSync(join(place.folder, file), "utf8");
const edit = (name: string) => ({ name, before: "a: 1\n", after: "a: 2\n" });

describe("edits of files", () => {
  it("given files as they were read, when edited, then they have the new texts and keep byte order marks", async () => {
    place.write("a.yaml", "a: 1\n");
    place.write("b.yaml", "\uFEFFa: 1\n");
    await editFiles(place.folder, [edit("a.yaml"), edit("b.yaml")]);
    expect([read("a.yaml"), read("b.yaml")]).toEqual(["a: 2\n", "\uFEFFa: 2\n"]);
  });

  it.each([
    ["another text", () => place.write("b.yaml", "a: 3\n")],
    ["no file", () => {}],
    ["a folder", () => mkdirSync(join(place.folder, "b.yaml"))],
  ])("given %s in place of one of the files, when edited, then none is written", async (_, make) => {
    place.write("a.yaml", "a: 1\n");
    make();
    const edits = editFiles(place.folder, [edit("a.yaml"), edit("b.yaml")]);
    await expect(edits).rejects.toMatchObject({
      message: '"b.yaml" has changed since it was read',
      hint: "Nothing was written. Run the command again.",
    });
    expect(read("a.yaml")).toBe("a: 1\n");
  });

  it("given a link out of the working tree with the same text, when edited, then none is written", async () => {
    place.write("a.yaml", "a: 1\n");
    home.write("b.yaml", "a: 1\n");
    symlinkSync(join(home.folder, "b.yaml"), join(place.folder, "b.yaml"));
    const edits = editFiles(place.folder, [edit("a.yaml"), edit("b.yaml")]);
    await expect(edits).rejects.toThrow('"b.yaml" is outside the working tree, through a link');
    expect(read("a.yaml")).toBe("a: 1\n");
    expect(readFileSync(join(home.folder, "b.yaml"), "utf8")).toBe("a: 1\n");
  });

  it("given a file that changes just before its write, when fixed, then it is kept and the written ones are named", () => {
    const wrong = (id: string) => flowText(id, [], [id]).replace("outputs:", "ouputs:");
    const fix = (where: Place, change: string, call: number) => {
      for (const id of ["a", "b"]) where.write(`flows/${id}.yaml`, wrong(id));
      const fault = { on: "open", path: "flows/b.yaml", call, do: change } as const;
      return runWith(where, { ...fault, report: join(home.folder, "calls") }, "lint", "flows", "--fix");
    };
    expect(fix(home, "", 0).stdout).toContain("2 findings fixed");
    const last = Number(readFileSync(join(home.folder, "calls"), "utf8"));
    const save = `require("node:fs").appendFileSync("flows/b.yaml", "# saved by an editor\\n")`;
    expect(fix(place, save, last).stderr).toBe(
      'error: "flows/b.yaml" has changed since it was read\n  Only flows/a.yaml was written. Run the command again.\n',
    );
    expect(read("flows/a.yaml")).toBe(flowText("a", [], ["a"]));
    expect(read("flows/b.yaml")).toBe(`${wrong("b")}# saved by an editor\n`);
  });

  it("given a file that changes after it was linted, when fixed, then no fix is made from the old findings", () => {
    place.write("a.yaml", flowText("a", [], ["a"]).replace("outputs:", "ouputs:"));
    const run = { scan: { base: place.folder, roots: ["."] }, settings: DEFAULT_SETTINGS };
    const linted = lintFiles(run);
    const text = `# A line more\n${read("a.yaml")}`;
    place.write("a.yaml", text);
    expect(() => fixFiles(run, linted, ({ findings }) => findings)).toThrow(
      '"a.yaml" has changed since it was read',
    );
    expect(read("a.yaml")).toBe(text);
  });
});
