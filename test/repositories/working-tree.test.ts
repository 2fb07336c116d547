import { chmodSync, mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { openWorkspace } from "../../src/workspace/workspace.ts";
import { flowText, newRepository, type Scratch } from "../changes/scratch.ts";

/*
 * Compares a working tree with its commit: files unchanged for git are equal, and unreadable files are unknown.
 */

const NOT_UTF8 = Buffer.from([0x66, 0x6c, 0x6f, 0x77, 0x73, 0x2f, 0xff, 0xfe, 0x2e, 0x79, 0x6d, 0x6c]);

let open: Scratch[] = [];
afterEach(() => {
  for (const scratch of open) scratch.end();
  open = [];
});

function newScratch(): Scratch {
  const repo = newRepository();
  open.push(repo);
  return repo;
}

/** Files with one special state each. */
const SPECIAL_FILES = ["gone", "mine", "assumed", "endings", "attributes", "mode"];

function base(): Scratch {
  const repo = newScratch();
  repo.flow("flows/load.yml", [["load", ["taxi"], ["trips"]]]);
  repo.flow("flows/mart.yml", [["build", ["trips"], ["daily"]]]);
  repo.flow("more/other.yml", [["make", ["daily"], ["board"]]]);
  for (const name of SPECIAL_FILES) repo.flow(`flows/${name}.yml`, [["work", ["daily"], [name]]]);
  repo.flow("shared/common.yml", [["share", ["daily"], ["common"]]]);
  return repo;
}

interface Oddity {
  /** A change before the commit. */
  readonly before?: (repo: Scratch) => void;
  /** A change after the commit, hidden from `git status`. */
  readonly after?: (repo: Scratch) => void;
  /** The file or folder with unknown assets. */
  readonly unknown?: string;
}

const text = (id: string, asset: string) => flowText(`${id}.yml`, [["work", ["trips"], [asset]]]);

const SPARSE = "a sparse checkout";

const ODDITIES: Readonly<Record<string, Oddity>> = {
  [SPARSE]: {
    after: (repo) => repo.git("sparse-checkout", "set", "--cone", "flows"),
  },
  "a file that is passed over and gone": {
    after: (repo) => {
      repo.git("update-index", "--skip-worktree", "flows/gone.yml");
      rmSync(join(repo.folder, "flows/gone.yml"));
    },
  },
  "a file that is passed over and has other contents": {
    after: (repo) => {
      repo.git("update-index", "--skip-worktree", "flows/mine.yml");
      repo.write("flows/mine.yml", text("mine", "other"));
    },
  },
  "a file that is assumed to be unchanged": {
    after: (repo) => {
      repo.git("update-index", "--assume-unchanged", "flows/assumed.yml");
      repo.write("flows/assumed.yml", text("assumed", "other"));
    },
  },
  "a submodule": {
    before: (repo) => {
      const part = newScratch();
      part.flow("in-part.yml", [["work", ["trips"], ["of-part"]]]);
      part.commit("Part");
      repo.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", part.folder, "flows/part");
    },
    unknown: "flows/part",
  },
  "a link out of the repository": {
    before: (repo) => {
      const outside = newScratch();
      outside.flow("outside.yml", [["work", ["trips"], ["outside"]]]);
      symlinkSync(join(outside.folder, "outside.yml"), join(repo.folder, "flows/out.yml"));
    },
    unknown: "flows/out.yml",
  },
  "a link to a folder outside": {
    before: (repo) => {
      const outside = newScratch();
      outside.flow("outside.yml", [["work", ["trips"], ["outside"]]]);
      symlinkSync(outside.folder, join(repo.folder, "flows/far"));
    },
    unknown: "flows/far",
  },
  "links to links": {
    before: (repo) => {
      symlinkSync("../shared", join(repo.folder, "flows/near"));
      symlinkSync("near/common.yml", join(repo.folder, "flows/again.yml"));
      symlinkSync("round.yml", join(repo.folder, "flows/round.yml"));
      symlinkSync("..", join(repo.folder, "flows/up"));
    },
    unknown: "flows/round.yml",
  },
  "a link to a file that is ignored": {
    before: (repo) => {
      repo.write(".gitignore", "build/\n");
      repo.write("build/made.yml", text("made", "made"));
      symlinkSync("../build/made.yml", join(repo.folder, "flows/made.yml"));
    },
    unknown: "flows/made.yml",
  },
  "a name that is not UTF-8": {
    before: (repo) =>
      writeFileSync(Buffer.concat([Buffer.from(`${repo.folder}/`), NOT_UTF8]), text("odd", "odd")),
    unknown: "flows/\uFFFD\uFFFD.yml",
  },
  "flows that are ignored": {
    before: (repo) => repo.write("flows/.gitignore", "*.local.yml\n/drafts\n"),
    after: (repo) => {
      repo.write("flows/mine.local.yml", text("mine", "mine"));
      repo.write("flows/drafts/draft.yml", text("draft", "draft"));
    },
  },
  "flows that are ignored in this clone": {
    after: (repo) => {
      repo.write(".git/info/exclude", "scratch.yml\n");
      repo.write("flows/scratch.yml", text("scratch", "scratch"));
      repo.write("ignored-here", "notes.yml\nignored-here\n");
      repo.git("config", "core.excludesFile", join(repo.folder, "ignored-here"));
      repo.write("flows/notes.yml", text("notes", "notes"));
    },
  },
  "other line endings": {
    after: (repo) => {
      repo.git("config", "core.autocrlf", "true");
      rmSync(join(repo.folder, "flows/endings.yml"));
      repo.git("checkout", "-q", "--", "flows/endings.yml");
      // The timestamp differs from the index, such as after a copy of the folder.
      utimesSync(join(repo.folder, "flows/endings.yml"), 1, 1);
    },
  },
  "line endings by attributes": {
    before: (repo) => repo.write(".gitattributes", "attributes.yml text eol=crlf\n"),
    after: (repo) => {
      rmSync(join(repo.folder, "flows/attributes.yml"));
      repo.git("checkout", "-q", "--", "flows/attributes.yml");
    },
  },
  "another mode": {
    after: (repo) => {
      repo.git("config", "core.fileMode", "false");
      chmodSync(join(repo.folder, "flows/mode.yml"), 0o755);
    },
  },
};

const diff = async (repo: Scratch) =>
  (await openWorkspace({ folder: repo.folder, environment: process.env })).diff([]);

/** A repository with these special states and without changes to commit. */
function repositoryWith(names: readonly string[], roots: readonly string[]): Scratch {
  const repo = base();
  repo.write("assets.config.yaml", `paths: [${roots.join(", ")}]\n`);
  // A sparse checkout resets the skip-worktree bits, so it comes first.
  const sorted = [...names].sort((a, b) => Number(b === SPARSE) - Number(a === SPARSE));
  const oddities = sorted.map((name) => ODDITIES[name] ?? {});
  for (const { before } of oddities) before?.(repo);
  repo.commit("All");
  for (const { after } of oddities) after?.(repo);
  return repo;
}

const unknownFiles = ({ impact }: Awaited<ReturnType<typeof diff>>) =>
  [...impact.unknown.here, ...impact.unknown.elsewhere].map(({ place }) => place.file);

describe("given nothing to commit, there is no difference", () => {
  test.each(Object.keys(ODDITIES))("given %s, when compared, then nothing differs", async (name) => {
    const repo = repositoryWith([name], ["."]);
    expect(repo.git("status", "--porcelain")).toBe("");
    const answer = await diff(repo);
    expect(answer).toMatchObject({ assets: [], flows: [], bundles: [], edges: [], changedFiles: [] });
    const { unknown } = ODDITIES[name] ?? {};
    expect(unknownFiles(answer)).toEqual(unknown === undefined ? [] : [unknown]);
  });

  test("given any of these together, when compared from any roots, then nothing differs, and a new file does", async () => {
    const oddities = fc.uniqueArray(fc.constantFrom(...Object.keys(ODDITIES)), {
      minLength: 2,
      maxLength: 6,
    });
    const roots = fc.constantFrom(["."], ["flows"], ["flows", "more"], ["flows/load.yml", "shared"]);
    await fc.assert(
      fc.asyncProperty(oddities, roots, async (names, paths) => {
        const repo = repositoryWith(names, paths);
        fc.pre(repo.git("status", "--porcelain") === "");
        const answer = await diff(repo);
        expect(answer).toMatchObject({ assets: [], flows: [], bundles: [], edges: [], changedFiles: [] });
        // The only difference is then one more flow.
        repo.flow("flows/new.yml", [["add", ["trips"], ["new"]]]);
        const changed = await diff(repo);
        const isFound = paths.some((path) => path === "." || path === "flows");
        expect(changed.changedFiles).toEqual(isFound ? ["flows/new.yml"] : []);
        expect(changed.assets.map(({ id, category }) => [id, category])).toEqual(
          isFound ? [["new", "additive"]] : [],
        );
      }),
      { numRuns: 30 },
    );
  });
});

describe("what cannot be read is not known, and never removed", () => {
  test("given files with invalid YAML now, when compared, then their other version counts", async () => {
    const repo = base();
    repo.write("flows/two.yml", `${text("one", "first")}---\n${text("two", "second")}`);
    repo.commit("All");
    repo.write("flows/load.yml", "id: [\n");
    repo.write("flows/two.yml", `${text("one", "other")}---\nid: [\n`);
    const answer = await diff(repo);
    expect(answer.unreadable).toEqual(["flows/load.yml", "flows/two.yml"]);
    expect(answer.assets.map(({ id, change }) => [id, change])).toEqual([
      ["first", "removed"],
      ["other", "added"],
    ]);
    expect(answer.flows).toEqual([]);
    expect(unknownFiles(answer)).toEqual(["flows/load.yml", "flows/two.yml"]);
  });

  test("given a file with invalid YAML before, when compared, then nothing in it is new", async () => {
    const repo = base();
    repo.write("flows/load.yml", "id: [\n");
    repo.commit("Broken");
    repo.flow("flows/load.yml", [["load", ["taxi"], ["trips"]]]);
    const answer = await diff(repo);
    expect(answer).toMatchObject({ assets: [], flows: [], edges: [], unreadable: [] });
    expect(answer.changedFiles).toEqual(["flows/load.yml"]);
  });

  test("given an unreadable file, when compared, then the exit code is 1, except with --fail-on never", () => {
    const repo = base();
    repo.commit("All");
    repo.write("flows/load.yml", "id: [\n");
    const codes = ["any", "breaking", "never"].map((limit) => repo.assets("diff", "--fail-on", limit).code);
    expect(codes).toEqual([1, 1, 0]);
    const words = "1 changed file cannot be read: its changes are unknown";
    expect(repo.assets("diff").stdout).toContain(`1 flow file changed.\n${words}: flows/load.yml\n`);
    expect(repo.assets("diff", "--format", "markdown").stdout).toContain(`### Assets: ${words}\n`);
  });
});

test("given links to a file anywhere, when it changes, then the change is reported", async () => {
  const repo = repositoryWith(["links to links"], ["flows"]);
  repo.write("shared/common.yml", text("common", "renamed"));
  expect((await diff(repo)).changedFiles).toEqual(["flows/again.yml"]);
});

test("given a merge conflict, when compared, then the file with its markers is unreadable", async () => {
  const repo = base();
  repo.commit("All");
  repo.git("checkout", "-q", "-b", "side");
  repo.write("flows/load.yml", text("load", "side"));
  repo.commit("Side");
  repo.git("checkout", "-q", "main");
  repo.write("flows/load.yml", text("load", "main"));
  repo.commit("Main");
  expect(() => repo.git("merge", "side")).toThrow();
  expect((await diff(repo)).unreadable).toEqual(["flows/load.yml"]);
});

test("given a nested repository, when compared, then its flows are unknown", async () => {
  const repo = base();
  repo.commit("All");
  mkdirSync(join(repo.folder, "flows/inner"));
  const inner = newRepository(join(repo.folder, "flows/inner"));
  inner.flow("a.yml", [["a", ["trips"], ["inner"]]]);
  inner.commit("Inner");
  const answer = await diff(repo);
  expect(answer).toMatchObject({ assets: [], changedFiles: [] });
  expect(unknownFiles(answer)).toEqual(["flows/inner"]);
});

test("given a missing root, when compared, then the error suggests correcting the path", async () => {
  const repo = repositoryWith([], ["flos"]);
  await expect(diff(repo)).rejects.toThrow('no file or folder "flos"');
});

describe("a flow in several files", () => {
  test("given a copy with the old tasks in a further file, when compared, then the exit code is 1 and both files are named", async () => {
    const repo = base();
    repo.commit("All");
    repo.write("flows/zz.yml", flowText("load", [["load", ["taxi"], ["trips"]]]));
    repo.write("flows/load.yml", flowText("load", [["load", ["taxi"], []]]));
    const answer = await diff(repo);
    expect(answer.assets).toEqual([]);
    expect(answer.duplicates).toMatchObject([{ flow: "load", files: ["flows/load.yml", "flows/zz.yml"] }]);
    const { code, stdout } = repo.assets("diff", "--fail-on", "breaking");
    expect(code).toBe(1);
    expect(stdout).toContain(
      "/load is now in 2 files, of which Kestra keeps one: flows/load.yml and flows/zz.yml",
    );
  });

  test("given a flow in two files before, when one of them changes, then it is no new duplicate", async () => {
    const repo = base();
    repo.write("flows/zz.yml", flowText("load", [["load", ["taxi"], ["trips"]]]));
    repo.commit("All");
    repo.write("flows/zz.yml", flowText("load", [["load", ["taxi"], ["trips", "more"]]]));
    expect((await diff(repo)).duplicates).toBeUndefined();
  });
});
