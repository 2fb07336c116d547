import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { newRepository, type Scratch } from "../changes/scratch.ts";
import type { Finished, Job, Uses } from "./runner.ts";

/** A comment on the pull request. */
export interface Comment {
  readonly id: number;
  readonly user: { readonly login: string };
  readonly body: string;
}

/** A pull request checked out in the workspace, and its state on GitHub. */
export interface PullRequest {
  readonly repository: Scratch;
  /** Runs the action. Lint is off unless the inputs enable it. */
  readonly uses: (how?: Uses & { readonly refuses?: "reading" | "writing" }) => Promise<Finished>;
  /** The servers that received requests. */
  readonly hosts: () => readonly string[];
  readonly comments: () => readonly Comment[];
  readonly replaceComments: (comments: readonly Comment[]) => void;
}

const STUB = fileURLToPath(new URL("./gh-stub.mjs", import.meta.url));

/** Commits the files of `before` to `main`, and those of `change` to a detached head. */
export function pullRequest(
  job: Job,
  before: (repository: Scratch) => void,
  change: (repository: Scratch) => void,
): PullRequest {
  const repository = newRepository(job.workspace);
  before(repository);
  const base = repository.commit("Before");
  repository.git("update-ref", "refs/remotes/origin/main", base);
  repository.git("checkout", "-q", "--detach");
  change(repository);
  repository.commit("Change");

  const state = join(job.root, "gh.json");
  const read = () => JSON.parse(readFileSync(state, "utf8"));
  const write = (content: object) => writeFileSync(state, JSON.stringify(content));
  write({ login: "github-actions[bot]", calls: [], comments: [] });
  job.program("gh", `#!/bin/sh\nNODE_OPTIONS= exec node '${STUB}' "$@"\n`);
  return {
    repository,
    uses: ({ refuses, ...how } = {}) =>
      job.uses({
        ...how,
        inputs: { "lint-fail-on": "off", ...how.inputs },
        env: { ...how.env, GH_STUB_STATE: state, ...(refuses && { GH_STUB_REFUSES: refuses }) },
      }),
    hosts: () => read().hosts,
    comments: () => read().comments,
    replaceComments: (comments) => write({ ...read(), comments }),
  };
}
