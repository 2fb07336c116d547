import { createHash } from "node:crypto";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Event } from "../../openlineage/event.ts";
import { openJournal } from "../../openlineage/journal.ts";
import { profileOf } from "../../openlineage/profile.ts";
import type { ProfileName } from "../../openlineage/profile-names.ts";
import { settingsFromEnvironment, type Target, targetOf } from "../../openlineage/target.ts";
import { type ShipResult, ship } from "../../openlineage/transport.ts";
import { jsonText } from "../../report/json.ts";
import type { ExitCode } from "../../util/errors.ts";
import { visible } from "../../util/escape-control-chars.ts";
import { count } from "../../util/text.ts";
import type { Program } from "./program.ts";

export interface SendOptions {
  readonly profile?: ProfileName;
  readonly url?: string;
  readonly endpoint?: string;
  readonly header?: readonly string[];
  /** Seconds. */
  readonly timeout?: number;
  readonly gzip?: boolean;
  readonly attempts?: number;
  readonly dryRun?: boolean;
  /** Leaves the API key of the environment out. */
  readonly withoutKey?: boolean;
}

/** Sends events, or says what would be sent; prints a summary. Exit code 1 when not everything arrived. */
export async function sendEvents(
  program: Program,
  events: readonly Event[],
  options: SendOptions,
  folder: string,
): Promise<ExitCode> {
  const profile = profileOf(options.profile);
  const { namespace: _, apiKey, ...environment } = settingsFromEnvironment(process.env);
  const target = targetOf(
    {
      ...environment,
      ...(apiKey !== undefined && options.withoutKey !== true && { apiKey }),
      ...(options.url !== undefined && { url: options.url }),
      ...(options.endpoint !== undefined && { endpoint: options.endpoint }),
      ...(options.timeout !== undefined && { timeout: options.timeout }),
      ...(options.attempts !== undefined && { attempts: options.attempts }),
      headers: options.header ?? [],
      gzip: options.gzip === true,
    },
    profile,
  );
  if (target.warning !== undefined) program.note(`warning: ${target.warning}`);
  if (options.dryRun) {
    program.print(dryRunText(program, events, target));
    return 0;
  }
  const name = createHash("sha256").update(target.shown).digest("hex").slice(0, 16);
  const journal = openJournal(resolve(folder, ".assets", `shipped-${name}`));
  const result = await ship(events, { ...target.transport, sleep: (time) => sleep(time) }, journal);
  const complete = result.stopped === undefined && result.refused.length === 0;
  if (complete) journal.close();
  program.print(
    program.format === "json"
      ? jsonText("ship", { target: target.shown, ...result })
      : resultText(result, target),
  );
  return complete ? 0 : 1;
}

function dryRunText(program: Program, events: readonly Event[], target: Target): string {
  const kinds = {
    jobs: events.filter((event) => "job" in event && !("run" in event)).length,
    datasets: events.filter((event) => "dataset" in event).length,
    runs: events.filter((event) => "run" in event).length,
  };
  if (program.format === "json")
    return jsonText("ship", { target: target.shown, dryRun: true, events: kinds });
  const parts = [
    ...(kinds.jobs > 0 ? [count(kinds.jobs, "job event")] : []),
    ...(kinds.datasets > 0 ? [count(kinds.datasets, "dataset event")] : []),
    ...(kinds.runs > 0 ? [count(kinds.runs, "run event")] : []),
  ];
  return `Would send ${parts.join(" and ") || "nothing"} to ${visible(target.shown)}. Nothing was sent.\n`;
}

function resultText(result: ShipResult, target: Target): string {
  const lines = [`${count(result.accepted, "event")} accepted by ${visible(target.shown)}`];
  if (result.before > 0) lines.push(`${count(result.before, "event")} had been accepted before`);
  if (result.refused.length > 0) lines.push(`${count(result.refused.length, "event")} refused:`);
  for (const { event, status, words } of result.refused) {
    lines.push(`  ${visible(event)}: ${status} ${visible(words)}`);
  }
  if (result.stopped !== undefined) {
    lines.push(`stopped: ${visible(result.stopped)}`);
    lines.push(`${count(result.unsent, "event")} not sent; run this again to go on from here`);
  }
  return `${lines.join("\n")}\n`;
}
