import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { systemErrorCode, systemErrorReason } from "../util/errors.ts";
import { count } from "../util/text.ts";
import { type Event, eventTitle } from "./event.ts";
import type { Profile } from "./profile.ts";
import { replaceSecrets } from "./secrets.ts";

/** Settings of the requests. */
export interface Transport {
  /** Full address, with the endpoint. */
  readonly url: string;
  readonly batch?: Profile["batch"] & { readonly url: string };
  readonly headers: Readonly<Record<string, string>>;
  /** Secrets, never printed. */
  readonly secrets: readonly string[];
  /** Timeout of one request, in milliseconds, including its response. */
  readonly timeout: number;
  readonly gzip: boolean;
  /** Maximum attempts per request. */
  readonly attempts: number;
  /** Waits; tests pass one without a delay. */
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/**
 * Remembers the last accepted content of each subject, so that shipping can resume after a failure, and content that
 * changed and changed back is sent again.
 */
export interface Journal {
  readonly has: (subject: string, content: string) => boolean;
  readonly add: (subject: string, content: string) => void;
}

export interface Refusal {
  readonly event: string;
  readonly status: number;
  /** The message of the server. */
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
 * Sends events in order. A rejected event is recorded and shipping continues; it stops if the server is unreachable,
 * overloaded or failing after all attempts, or denies access.
 */
export async function shipEvents(
  events: readonly Event[],
  transport: Transport,
  journal: Journal,
): Promise<ShipResult> {
  const waiting = events.filter((event) => !journal.has(eventSubject(event), eventKey(event)));
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
      journal.add(eventSubject(event), eventKey(event));
    }
  }
  return { accepted, before, refused, unsent: 0 };
}

/** The subject of an event: a dataset or a job. */
export function eventSubject(event: Event): string {
  const [kind, { namespace, name }] = "dataset" in event ? ["dataset", event.dataset] : ["job", event.job];
  return createHash("sha256")
    .update(JSON.stringify([kind, namespace, name]))
    .digest("hex");
}

/** Identity of the content of an event, without the time, so that a later run recognizes it. */
export function eventKey(event: Event): string {
  return createHash("sha256")
    .update(JSON.stringify({ ...event, eventTime: "" }))
    .digest("hex");
}

interface Answer {
  readonly status: number;
  /** By position in the request, with the server's message. */
  readonly refused: ReadonlyMap<number, string>;
  /** Set to stop shipping. */
  readonly stop?: string;
}

/** Delay before the second attempt, in milliseconds; doubled for each further one, up to half a minute. */
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
      const { status } = response;
      const words = response.body.slice(0, MAX_WORDS);
      if (isPage(response)) {
        return stopped(
          `${url} answers with a web page (${status}) instead of a lineage endpoint; check the address and the endpoint`,
        );
      }
      if (status >= 200 && status < 300) return taken(group, transport, response);
      const said = `${status}${words === "" ? "" : `: ${words}`}`;
      if (status === 401 || status === 403) {
        return stopped(`access denied (${said}); check the API key`);
      }
      if (status === 404 || status === 405 || (status >= 300 && status < 400)) {
        return stopped(`no lineage endpoint at ${url} (${said}); check the address and the endpoint`);
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
  return stopped(`gave up after ${count(transport.attempts, "attempt")}: ${problem}`);
}

function stopped(stop: string): Answer {
  return { status: 0, refused: new Map(), stop };
}

/** An address without an endpoint often answers with an application or a login page and status 200. */
function isPage({
  status,
  body,
  type,
}: {
  readonly status: number;
  readonly body: string;
  readonly type: string;
}): boolean {
  return (
    status >= 200 &&
    status < 300 &&
    (/^text\/html\b/i.test(type) || /^<(?:!doctype\s+html|html)\b/i.test(body))
  );
}

/** Statuses with a retry. */
function isPassing(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || status >= 500;
}

type Response_ =
  | { readonly status: number; readonly body: string; readonly type: string; readonly retryAfter?: number }
  | { readonly problem: string };

/** Maximum length of a server's message, in characters. */
const MAX_WORDS = 2_000;
/** Maximum size of a response, in bytes: enough for the rejections of a batch, without filling the memory. */
const MAX_ANSWER = 1024 * 1024;

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
      // A redirect could send the API key to another host.
      redirect: "manual",
      signal: AbortSignal.timeout(transport.timeout),
    });
    const words = replaceSecrets((await readAnswer(response)).trim(), transport.secrets);
    const retryAfter = retryAfterOf(response.headers);
    const type = response.headers.get("content-type") ?? "";
    return { status: response.status, body: words, type, ...(retryAfter !== undefined && { retryAfter }) };
  } catch (error) {
    return { problem: replaceSecrets(problemOf(error, transport.timeout), transport.secrets) };
  }
}

async function readAnswer({ body }: Response): Promise<string> {
  if (body === null) return "";
  const reader = body.getReader();
  const parts: Uint8Array[] = [];
  for (let length = 0; length < MAX_ANSWER; ) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(parts).toString("utf8");
    parts.push(value);
    length += value.length;
  }
  await reader.cancel();
  return Buffer.concat(parts).subarray(0, MAX_ANSWER).toString("utf8");
}

/** Milliseconds. A date is compared with the server's clock in the response. */
function retryAfterOf(headers: Headers): number | undefined {
  const value = headers.get("retry-after")?.trim() ?? "";
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const wait = Date.parse(value) - Date.parse(headers.get("date") ?? "");
  return wait > 0 ? wait : undefined;
}

function problemOf(error: unknown, timeout: number): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError") return `no answer within ${timeout / 1000} s`;
  const { cause } = error;
  if (systemErrorCode(cause)?.startsWith("ERR_SSL_")) {
    return "the server does not speak TLS; check whether its address starts with http://";
  }
  return systemErrorReason(cause instanceof Error ? cause : error);
}

/** The result of an accepted request. */
function taken(
  group: readonly Event[],
  { batch }: Transport,
  { status, body }: { readonly status: number; readonly body: string },
): Answer {
  if (!batch || body === "") return { status, refused: new Map() };
  let answer: unknown;
  try {
    answer = JSON.parse(body);
  } catch {
    return { status, refused: new Map() };
  }
  const refused = failuresOf(answer);
  if (refused.size > 0 || !isPartial(answer)) return { status, refused };
  // It does not identify the rejected events, so none counts as accepted.
  const words = `the server rejected a part of the batch: ${body.slice(0, MAX_WORDS)}`;
  return { status, refused: new Map(group.map((_, index) => [index, words])) };
}

/**
 * The rejected events of a batch, by position. Source: OpenLineage.yml, `POST /lineage/batch` (`{status, summary,
 * failed_events: [{index, reason, ...}]}`). Servers with another batch format may use `failures`.
 */
function failuresOf(answer: unknown): ReadonlyMap<number, string> {
  const refused = new Map<number, string>();
  if (typeof answer !== "object" || answer === null) return refused;
  const fields = new Map<string, unknown>(Object.entries(answer));
  const failed = fields.get("failed_events") ?? fields.get("failures");
  for (const item of Array.isArray(failed) ? (failed as unknown[]) : []) {
    if (typeof item !== "object" || item === null) continue;
    const said = new Map<string, unknown>(Object.entries(item));
    const index = said.get("index");
    const reason = said.get("reason") ?? said.get("error") ?? said.get("message") ?? "no reason given";
    if (typeof index === "number") refused.set(index, String(reason).slice(0, MAX_WORDS));
  }
  return refused;
}

/** Whether a response reports a partial failure. */
function isPartial(answer: unknown): boolean {
  if (typeof answer !== "object" || answer === null) return false;
  const status = "status" in answer ? String(answer.status) : "";
  return /^(partial|fail|error)/i.test(status);
}
