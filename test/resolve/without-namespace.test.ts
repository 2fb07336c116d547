import { expect, test } from "vitest";
import { readFlowText } from "../../src/flows/read-flow-file.ts";
import { sourceText } from "../../src/flows/source-text.ts";
import { DEFAULT_MAX_CASES } from "../../src/resolve/index.ts";
import { resolveFile } from "../../src/resolve/resolve-file.ts";

test("given a flow without a namespace, when resolved, then it is a gap and not another document", () => {
  const text = "id: load\ntasks:\n  - {id: t, type: a.Task, assets: {outputs: [{id: out}]}}\n";
  const contents = readFlowText(sourceText("flows/load.yaml", text));
  const options = { tenant: "main", pins: { all: {}, byFlow: {} }, maxCases: DEFAULT_MAX_CASES };
  expect(resolveFile(contents, options)).toEqual({
    flows: [],
    gaps: [
      {
        kind: "file",
        place: { file: "flows/load.yaml", line: 1, column: 5 },
        message:
          'the flow "load" has no namespace, so its assets are unknown: add "namespace:" to it or "namespaces:" to the configuration',
      },
    ],
    others: [],
    steps: 0,
    notes: [],
    unreadable: false,
  });
});
