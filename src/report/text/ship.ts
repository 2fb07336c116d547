import type { ShipResult } from "../../openlineage/transport.ts";
import { escapeControlChars } from "../../util/escape-control-chars.ts";
import { count } from "../../util/text.ts";
import type { EventCounts, Shipped } from "../../workspace/ship.ts";
import { type Report, type ReportOptions, report } from "../report.ts";

/** The delivery of events. Exit code 1 for an incomplete one. */
export function shipReport(shipped: Shipped, options: ReportOptions): Report {
  const { target } = shipped;
  if (shipped.kind === "dry-run") {
    const { events } = shipped;
    return report("ship", { target, dryRun: true, events }, () => dryRunText(events, target), options);
  }
  const { result } = shipped;
  const isComplete = result.stopped === undefined && result.refused.length === 0;
  return report("ship", { target, ...result }, () => resultText(result, target), options, isComplete ? 0 : 1);
}

function dryRunText({ jobs, datasets, runs }: EventCounts, target: string): string {
  const parts = [
    ...(jobs > 0 ? [count(jobs, "job event")] : []),
    ...(datasets > 0 ? [count(datasets, "dataset event")] : []),
    ...(runs > 0 ? [count(runs, "run event")] : []),
  ];
  return `Would send ${parts.join(" and ") || "nothing"} to ${escapeControlChars(target)}. Nothing was sent.\n`;
}

function resultText(result: ShipResult, target: string): string {
  const lines = [`${count(result.accepted, "event")} accepted by ${escapeControlChars(target)}`];
  if (result.before > 0) lines.push(`${count(result.before, "event")} already accepted before`);
  if (result.refused.length > 0) lines.push(`${count(result.refused.length, "event")} refused:`);
  for (const { event, status, words } of result.refused) {
    lines.push(`  ${escapeControlChars(event)}: ${status} ${escapeControlChars(words)}`);
  }
  if (result.stopped !== undefined) {
    lines.push(`stopped: ${escapeControlChars(result.stopped)}`);
    lines.push(`${count(result.unsent, "event")} not sent; run again to resume`);
  }
  return `${lines.join("\n")}\n`;
}
