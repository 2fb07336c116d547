import type { ChangeImpact } from "../../changes/change-impact.ts";
import type { ChangeReport } from "../../changes/change-report.ts";
import type { Bundle } from "../../model/model.ts";
import { fileAndLine, gaps, slashedFlowName, startedFacts, taskFacts } from "./facts.ts";

/** A comparison as flat data for agents. */
export function diffFacts({ before, after, settings, changedFiles, unreadable, ...report }: ChangeReport) {
  const { counts, assets, flows, bundles, edges, impact, owners } = report;
  return {
    ...{ before: before.words, after: after.words, settings, changedFiles, unreadable, counts },
    assets: assets.map(({ id, change, category, reasons, fields, renamedFrom, renamedTo, owners: own }) => ({
      ...{ id, change, category, reasons, fields },
      ...(renamedFrom !== undefined && { renamedFrom }),
      ...(renamedTo !== undefined && { renamedTo }),
      owners: own.map(({ name }) => name),
    })),
    flows: flows.map(({ change, before: old, after: now, ...flow }) => ({
      ...{ flow: slashedFlowName(flow), change },
      ...(old && { before: fileAndLine(old) }),
      ...(now && { after: fileAndLine(now) }),
    })),
    declarations: bundles.map(({ task, change, fields, before: old, after: now, ...flow }) => ({
      ...{ task, flow: slashedFlowName(flow), change, fields },
      ...(old && { before: sides(old) }),
      ...(now && { after: sides(now) }),
    })),
    edges: edges.map(({ from, to, change, by }) => ({
      ...{ from, to, change },
      through: by.map(({ certainty, ...task }) => ({ ...taskFacts(task), certainty })),
    })),
    impact: impactFacts(impact),
    owners: owners.map(({ name, changed, impacted, flows: own, brokenFlows }) => ({
      ...{ name, changed, impacted },
      flows: own.map(slashedFlowName),
      brokenFlows: brokenFlows.map(slashedFlowName),
    })),
    unknown: gaps(impact.unknown),
  };
}

function sides({ place, inputs, outputs }: Bundle) {
  const ids = (entries: Bundle["inputs"]) => entries.map(({ id }) => id);
  return { at: fileAndLine(place), inputs: ids(inputs), outputs: ids(outputs) };
}

function impactFacts({ assets, flows, activation }: ChangeImpact) {
  return {
    assets: assets.map(({ asset, distance, owners, hops }) => ({
      ...{ id: asset.id, distance, owners: owners.map(({ name }) => name) },
      through: hops.map(({ from, edge, task }) => ({ ...taskFacts(task), from, edge })),
    })),
    flows: flows.map(({ place, distance, owners, reads, ...flow }) => ({
      ...{
        flow: slashedFlowName(flow),
        at: fileAndLine(place),
        distance,
        owners: owners.map(({ name }) => name),
      },
      reads: reads.map(({ asset, task, edge, broken }) => ({
        ...{ ...taskFacts(task), asset, edge },
        ...(broken !== undefined && { broken }),
      })),
    })),
    startedFlows: activation.flows.map(startedFacts),
  };
}
