import type { ChangeReport } from "../../changes/change-report.ts";
import type { BreakingMarks } from "../pictures/mark-breaking.ts";

/** The breaking changes of a report, and the flows that they break. */
export function breakingMarks({ assets, impact }: ChangeReport): BreakingMarks {
  const broken = impact.flows
    .filter(({ removed }) => removed !== true)
    .map(({ namespace, flow, reads }) => ({
      ...{ namespace, flow },
      assets: reads.filter((read) => read.broken !== undefined).map(({ asset }) => asset),
    }));
  return {
    breaking: new Set(assets.filter(({ category }) => category === "breaking").map(({ id }) => id)),
    broken: broken.filter((flow) => flow.assets.length > 0),
  };
}
