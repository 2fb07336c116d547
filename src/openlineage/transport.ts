import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { type Event, eventTitle } from "./event.ts";
import type { Profile } from "./profile.ts";
import { withoutSecrets } from "./secrets.ts";

/** Where and how events are sent. */
export interface Transport {
  /** Full address, with the endpoint. */
  readonly url: string;
  readonly batch?: Profile["batch"] & { readonly url: string };
  readonly headers: Readonly<Record<string, string>>;
  /** Texts that are never printed. */
  readonly secrets: readonly string[];
  /** Milliseconds for one request, its answer included. */
  readonly timeout: number;
  readonly gzip: boolean;
  /** How often a request is tried before shipping stops. */
  readonly attempts: number;
  /** Waits that long; tests hand in one that does not. */
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/** Remembers accepted events, so that shipping can go on after a failure without sending them again. */
export interface Journal {
  readonly has: (key: string) => boolean;
  readonly add: (key: string) => void;
}

export interface Refusal {
  readonly event: string;
  readonly status: number;
  /** What the server said. */
  readonly words: string;
}

export interface ShipResult {
  readonly accepted: number;
  /** Accepted by an earlier, interrupted run. */
  readonly before: number;
  readonly refused: readonly Refusal[];
  /** Not sent, because shipping stopped. */
  readonly unsent: number;
  /** Why it stopped. */
  readonly stopped?: string;
}

/**
 * Sends events one after the other, in order. An event that the server refuses is noted and the next one is sent; when
 * the server cannot be reached, is overloaded or fails after all attempts, or refuses the user, shipping stops.
 */
export async function ship(
  events: readonly Event[],
  transport: Transport,
  journal: Journal,
): Promise<ShipResult> {
  const waiting = events.filter((event) => !journal.has(eventKey(event)));
  const before = events.length - waiting.length;
  const refused: Refusal[] = [];
  let accepted = 0;
  const size = transport.batch?.size ?? 1;
  for (let from = 0; from < waiting.length; from += size) {
    const group = waiting.slice(from, from + size);
    const answer = await send(group, transport);
    if (answer.stop !== undefined) {
      return { accepted, before, refused, unsent: waiting.length - from, stopped: answer.stop };
    }
    for (const [index, event] of group.entries()) {
      const words = answer.refused.get(index);
      if (words !== undefined) {
        refused.push({ event: eventTitle(event), status: answer.status, words });
        continue;
      }
      accepted++;
      journal.add(eventKey(event));
    }
  }
  return { accepted, before, refused, unsent: 0 };
}

/** Names the content of an event. The time is left out, so that an interrupted run is known again later. */
export function eventKey(event: Event): string {
  return createHash("sha256")
    .update(JSON.stringify({ ...event, eventTime: "" }))
    .digest("hex");
}

interface Answer {
  readonly status: number;
  /** By position in the request, with the server's words. */
  readonly refused: ReadonlyMap<number, string>;
  /** Set when nothing more should be sent. */
  readonly stop?: string;
}

/** Milliseconds before the second attempt; each further one waits twice as long, up to half a minute. */
const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;
const LONGEST_RETRY_AFTER = 120_000;

async function send(group: readonly Event[], transport: Transport): Promise<Answer> {
  const { batch } = transport;
  const body = JSON.stringify(
    batch === undefined ? group[0] : batch.form === "events" ? { events: group } : group,
  );
  const url = batch?.url ?? transport.url;
  let problem = "";
  for (let attempt = 1; attempt <= transport.attempts; attempt++) {
    const response = await post(url, body, transport);
    if ("status" in response) {
      const { status, words } = response;
      if (status >= 200 && status < 300) return { status, refused: batchRefusals(batch, words) };
      const said = `${status}${words === "" ? "" : `: ${words}`}`;
      if (status === 401 || status === 403) {
        return stopped(`the server does not let this user in (${said}); check the API key`);
      }
      if (status === 404 || status === 405 || (status >= 300 && status < 400)) {
        return stopped(
          `there is no lineage endpoint at ${url} (${said}); check the address and the endpoint`,
        );
      }
      if (!isPassing(status)) {
        const refused = new Map([...group.keys()].map((index) => [index, words || `status ${status}`]));
        return { status, refused };
      }
      problem = said;
    } else {
      problem = response.problem;
    }
    if (attempt === transport.attempts) break;
    const backoff = Math.min(FIRST_WAIT * 2 ** (attempt - 1), LONGEST_WAIT);
    const asked = "status" in response ? response.retryAfter : undefined;
    await transport.sleep(Math.max(backoff, Math.min(asked ?? 0, LONGEST_RETRY_AFTER)));
  }
  const tries = transport.attempts === 1 ? "the only attempt" : `each of ${transport.attempts} attempts`;
  return stopped(`${url} failed in ${tries}; last: ${problem}`);
}

function stopped(stop: string): Answer {
  return { status: 0, refused: new Map(), stop };
}

/** Statuses that another attempt may cure. */
function isPassing(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || status >= 500;
}

type Response_ =
  | { readonly status: number; readonly words: string; readonly retryAfter?: number }
  | { readonly problem: string };

/** Most of a server's words that are read and shown. */
const MAX_WORDS = 2_000;

async function post(url: string, body: string, transport: Transport): Promise<Response_> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: {
        ...transport.headers,
        "content-type": "application/json",
        ...(transport.gzip && { "content-encoding": "gzip" }),
      },
      body: transport.gzip ? gzipSync(body) : body,
      // A redirect could take the API key to another host.
      redirect: "manual",
      signal: AbortSignal.timeout(transport.timeout),
    });
    const words = withoutSecrets((await response.text()).trim(), transport.secrets).slice(0, MAX_WORDS);
    const retryAfter = retryAfterOf(response.headers.get("retry-after"));
    return { status: response.status, words, ...(retryAfter !== undefined && { retryAfter }) };
  } catch (error) {
    return { problem: withoutSecrets(problemOf(error, transport.timeout), transport.secrets) };
  }
}

/** Milliseconds. A date is not followed: it would take a clock that agrees with the server's. */
function retryAfterOf(value: string | null): number | undefined {
  return value !== null && /^\d+$/.test(value) ? Number(value) * 1000 : undefined;
}

function problemOf(error: unknown, timeout: number): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError") return `no answer within ${timeout / 1000} s`;
  const { cause } = error;
  return cause instanceof Error && cause.message !== "" ? cause.message : error.message;
}

/**
 * The refused events of a batch that was taken as a whole. Source: OpenLineage.yml, `POST /lineage/batch`:
 * `{status, summary, failed_events: [{index, reason, ...}]}`.
 */
function batchRefusals(batch: Transport["batch"], words: string): ReadonlyMap<number, string> {
  const refused = new Map<number, string>();
  if (!batch) return refused;
  let answer: unknown;
  try {
    answer = JSON.parse(words);
  } catch {
    return refused;
  }
  if (typeof answer !== "object" || answer === null || !("failed_events" in answer)) return refused;
  const failed: unknown = answer.failed_events;
  for (const each of Array.isArray(failed) ? (failed as unknown[]) : []) {
    if (typeof each !== "object" || each === null || !("index" in each)) continue;
    const reason = "reason" in each ? String(each.reason) : "no reason given";
    if (typeof each.index === "number") refused.set(each.index, reason);
  }
  return refused;
}
