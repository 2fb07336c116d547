import { flowWith } from "../example.ts";
import type { FileProblem } from "../facts.ts";
import type { RawFinding } from "../finding.ts";
import type { RepositoryRule } from "../rule.ts";

export const unreadableFile: RepositoryRule = {
  id: "unreadable-file",
  scope: "repository",
  severity: "error",
  description: "A file, or one of its documents, cannot be read.",
  why: "Kestra refuses a file that is not valid YAML, and nothing that it declares is known here. A file that does not look like a flow gets a warning only.",
  remedy: "Put right what the message names, or leave the file out with `exclude` in the configuration.",
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
