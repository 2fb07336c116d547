import { declaring } from "../example.ts";
import type { Report } from "../finding.ts";
import { rangeOfField } from "../range-of-field.ts";
import type { FlowLint, FlowRule } from "../rule.ts";

export const colonInId: FlowRule = {
  id: "colon-in-id",
  scope: "flow",
  severity: "warning",
  description: "An id holds a `:`, which the configured release of Kestra does not accept.",
  why: 'Ids may hold `:` since 2.0. 1.2 and the first releases of 1.3 refuse it when the task has run, and drop the declaration. Only checked when the configuration names one of them under `kestra`; with `kestra: "1.2"` this is an error for an output.',
  remedy: "Use `.` or `-` instead, or update Kestra.",
  examples: [
    {
      bad: {
        "assets.config.yaml": 'kestra: "1.2"\n',
        ...declaring(`
outputs:
  - id: crn:s3:orders
    type: io.kestra.plugin.ee.assets.File`),
      },
      good: {
        "assets.config.yaml": 'kestra: "2.0"\n',
        ...declaring(`
outputs:
  - id: crn:s3:orders
    type: io.kestra.plugin.ee.assets.File`),
      },
    },
  ],
  check,
};

function* check(context: FlowLint): Generator<Report> {
  const { kestra, resolved } = context;
  if (kestra !== "1.2" && kestra !== "1.3") return;
  for (const bundle of resolved.bundles) {
    for (const entry of [...bundle.outputs, ...bundle.inputs]) {
      if (!entry.id.includes(":")) continue;
      const isOutput = bundle.outputs.includes(entry);
      const which = kestra === "1.2" ? "Kestra 1.2 accepts" : "the first releases of Kestra 1.3 accept";
      yield {
        range: rangeOfField(context, entry.place, "id"),
        message: `"${entry.id}" is no asset id that ${which}: ":" is allowed since 2.0`,
        ...(kestra === "1.2" && isOutput && { severity: "error" }),
      };
    }
  }
}
