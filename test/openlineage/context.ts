import type { EventContext, GitFacts } from "../../src/openlineage/context.ts";

export const GIT: GitFacts = {
  commit: "3f2c1e9a3f2c1e9a3f2c1e9a3f2c1e9a3f2c1e9a",
  repository: "https://github.com/acme/flows",
  prefix: "kestra",
  branch: "main",
  pullRequest: "42",
};

export const CONTEXT: EventContext = {
  eventTime: "2026-11-20T09:30:00Z",
  producer: "https://unpkg.com/flow-assets@0.1.0/",
  jobNamespace: "kestra://main",
  datasetNamespace: "kestra://main",
  git: GIT,
  explicitLineage: true,
};
