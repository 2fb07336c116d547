import { flowWith } from "../example.ts";
import type { FileProblem } from "../facts.ts";
import type { RawFinding } from "../finding.ts";
import type { RepositoryRule } from "../rule.ts";

export const unreadableFile: RepositoryRule = {
  id: "unreadable-file",
  scope: "repository",
  severity: "error",
  description: "A file, or one of its documents, is unreadable.",
  why: "Kestra rejects invalid YAML, and the declarations in the file are unknown. For a file that does not look like a flow this is only a warning.",
  remedy: "Fix the reported problem, or exclude the file with `exclude` in the configuration.",
  examples: [
    {
      bad: {
        "flow.yaml": flowWith(`
- id: say
  type: io.kestra.plugin.core.log.Log
  message: {{ flow.id }}`),
      },
      good: {
        "flow.yaml": flowWith(`
- id: say
  type: io.kestra.plugin.core.log.Log
  message: "{{ flow.id }}"`),
      },
    },
  ],
  onProblem,
};

function onProblem({ message, range, meantAsFlow }: FileProblem): RawFinding {
  return { range, message, ...(!meantAsFlow && { severity: "warning" }) };
}
