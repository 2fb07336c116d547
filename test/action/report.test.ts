import { execFileSync } from "node:child_process";
import { readFileSync, renameSync, rmSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type PullRequest, pullRequest } from "./pull-request.ts";
import { type Job, newJobWithProgram } from "./runner.ts";

let job: Job;
beforeEach(() => {
  job = newJobWithProgram();
});
afterEach(() => job.end());

/** Removes the flow that writes `trips`. Another flow reads it. */
function breaking(folder = ""): PullRequest {
  return pullRequest(
    job,
    (repository) => {
      repository.flow(`${folder}load.yml`, [["stage", ["taxi"], ["trips"]]]);
      repository.flow(`${folder}report.yml`, [["draw", ["trips"], ["board"]]]);
    },
    (repository) => repository.remove(`${folder}load.yml`),
  );
}

/** Changes a file without flows. */
function unrelated(): PullRequest {
  return pullRequest(
    job,
    (repository) => repository.flow("load.yml", [["stage", ["taxi"], ["trips"]]]),
    (repository) => repository.write("notes.txt", "new"),
  );
}

const HEADING =
  "### Assets: 1 breaking, 0 additive, 1 metadata · 1 asset downstream, 1 flow affected, 1 of them broken";

describe("a pull request with a breaking change", () => {
  test("given fail-on: breaking, when run twice, then it fails with one comment, and the second run updates it", async () => {
    const request = breaking();
    const first = await request.uses({ inputs: { "fail-on": "breaking" } });
    expect(first.codes).toEqual([0, 0, 0, 1]);
    expect(first.commands).toEqual([
      {
        name: "error",
        properties: {},
        data: 'The differences reach the category "breaking" (input fail-on), or a changed file cannot be read. See the report in the job summary.',
      },
    ]);
    expect(first.summary).toContain(HEADING);
    expect(readFileSync(first.outputs.report ?? "", "utf8")).toBe(first.summary);
    expect(request.comments()).toEqual([
      { id: 100, user: { login: "github-actions[bot]" }, body: first.summary },
    ]);

    request.repository.flow("load.yml", [["stage", ["taxi"], ["trips", "more"]]]);
    const second = await request.uses({ inputs: { "fail-on": "breaking" } });
    expect(second.codes).toEqual([0, 0, 0]);
    expect(request.comments()).toHaveLength(1);
    expect(request.comments()[0]?.body).toContain("### Assets: 0 breaking, 1 additive");
  });

  test("given the default inputs, when run, then it passes with a summary", async () => {
    const { ok, summary, commands } = await breaking().uses();
    expect({ ok, commands }).toEqual({ ok: true, commands: [] });
    expect(summary).toContain(HEADING);
  });

  test("given a run, when it is done, then the workspace is unchanged", async () => {
    const request = breaking();
    expect((await request.uses()).leftForLater).toBe("");
    expect(request.repository.git("status", "--porcelain", "--ignored")).toBe("");
  });
});

describe("the comment of the action", () => {
  test.each(["reading", "writing"] as const)(
    "given a token that forbids %s, when run, then there is no comment and a notice says why",
    async (refuses) => {
      const request = breaking();
      const { ok, summary, commands } = await request.uses({ refuses });
      expect(ok).toBe(true);
      expect(summary).toContain(HEADING);
      expect(commands).toEqual([
        {
          name: "notice",
          properties: {},
          data: "The report is in the job summary only. GitHub rejected the comment, as usual for a pull request from a fork: gh: Resource not accessible by integration (HTTP 403)",
        },
      ]);
      expect(request.comments()).toEqual([]);
    },
  );

  test("given no access to GitHub, when run, then the step fails", async () => {
    const { codes, commands } = await breaking().uses({ inputs: { token: "" } });
    expect(codes).toEqual([0, 0, 1]);
    expect(commands.map(({ data }) => data)).toEqual([
      "Cannot write the comment: gh: To use GitHub CLI in a GitHub Actions workflow, set the GH_TOKEN",
    ]);
  });

  test("given no gh, when run, then the step fails and the error says so", async () => {
    const request = breaking();
    rmSync(`${job.root}/bin/gh`);
    const { codes, commands } = await request.uses();
    expect(codes).toEqual([0, 0, 1]);
    expect(commands[0]?.data).toBe(
      `The comment requires GitHub's command line tool, gh. Install it, or set "comment: false".`,
    );
  });

  test("given another server, when run, then the comment is written there", async () => {
    const request = breaking();
    const github = {
      event_name: "pull_request",
      base_ref: "main",
      event: { pull_request: { number: 7 } },
      server_url: "https://git.example.com",
    };
    expect((await request.uses({ github })).ok).toBe(true);
    expect(request.comments()).toHaveLength(1);
    expect(request.hosts()).toEqual(["git.example.com"]);
  });

  test("given comment: false, when run, then there is no comment", async () => {
    const request = breaking();
    expect((await request.uses({ inputs: { comment: "false" } })).codes).toEqual([0, 0]);
    expect(request.comments()).toEqual([]);
  });

  test("given no changed flow, when run, then there is no comment", async () => {
    const request = unrelated();
    const { ok, summary } = await request.uses();
    expect(ok).toBe(true);
    expect(summary).toContain("### Assets: no asset changes");
    expect(request.comments()).toEqual([]);
  });

  test("given a comment, when no flow changes any more, then it is updated", async () => {
    const request = breaking();
    await request.uses();
    request.repository.git("checkout", "-q", "origin/main", "--", "load.yml");
    expect((await request.uses()).ok).toBe(true);
    expect(request.comments()).toHaveLength(1);
    expect(request.comments()[0]?.body).toContain("### Assets: no asset changes");
  });

  test("given several folders with any names, when run, then each has its own comment", async () => {
    const folder = "data team/50% #1, [a]: b/";
    const request = breaking(folder);
    request.repository.flow("other/flows.yml", [["other", [], ["x"]]]);
    const inner = { "working-directory": folder };
    for (const inputs of [
      inner,
      { "working-directory": "other" },
      inner,
      { "working-directory": "./other/" },
    ]) {
      expect((await request.uses({ inputs })).ok).toBe(true);
    }
    const bodies = request.comments().map(({ body }) => body.split("\n")[2]);
    expect(bodies).toEqual([
      HEADING,
      "### Assets: 0 breaking, 1 additive, 0 metadata · 0 assets downstream, 0 flows affected",
    ]);
  });

  test("given comments of others with the same first line, when run, then they stay", async () => {
    const request = breaking();
    const { summary } = await request.uses();
    const [ours] = request.comments();
    const theirs = { id: 1, user: { login: "mallory" }, body: `${summary.split("\n")[0]}\nAll is well.` };
    const bots = { ...theirs, id: 2, user: { login: "other[bot]" } };
    request.replaceComments([theirs, bots]);
    await request.uses();
    expect(request.comments()).toEqual([theirs, bots, { ...ours, id: 102 }]);
  });
});

describe("the base of the comparison", () => {
  test("given a merge group, when run, then the base is its first commit and there is no comment", async () => {
    const request = breaking();
    const base_sha = request.repository.git("rev-parse", "HEAD~1");
    request.repository.flow("later.yml", [["later", [], ["later"]]]);
    request.repository.commit("Another pull request of the group");
    const github = { event_name: "merge_group", event: { merge_group: { base_sha } } };
    const { codes, summary } = await request.uses({ github });
    expect(codes).toEqual([0, 0]);
    expect(summary).toContain("### Assets: 1 breaking, 1 additive, 1 metadata");
    expect(request.comments()).toEqual([]);
  });

  test("given a push, when run, then the base is the commit before it", async () => {
    const request = breaking();
    const { codes, summary } = await request.uses({ github: { event_name: "push", event: {} } });
    expect(codes).toEqual([0, 0]);
    expect(summary).toContain(HEADING);
    expect(request.comments()).toEqual([]);
  });

  test("given the input base, when run, then it is the base", async () => {
    const request = breaking();
    const { summary } = await request.uses({ inputs: { base: "HEAD" } });
    expect(summary).toContain("### Assets: no asset changes");
  });

  test("given a shallow clone, when run, then the step fails with a hint", async () => {
    const request = breaking();
    const { folder } = request.repository;
    const clone = `${job.root}/shallow`;
    execFileSync("git", ["clone", "-q", "--depth", "1", `file://${folder}`, clone]);
    rmSync(folder, { recursive: true });
    renameSync(clone, folder);
    const { codes, commands, summary } = await request.uses();
    expect(codes).toEqual([0, 2]);
    expect(commands).toEqual([
      {
        name: "error",
        properties: {},
        data: 'unknown git revision "refs/remotes/origin/main"\n  The clone is shallow and may lack it: run `git fetch --unshallow` (in GitHub Actions: `fetch-depth: 0`).',
      },
    ]);
    expect(summary).toBe("");
  });
});
