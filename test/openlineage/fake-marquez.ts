import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";

/** A fault of the server at one request. */
export type Fault =
  | {
      readonly kind: "status";
      readonly status: number;
      readonly words?: string;
      readonly retryAfter?: number;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** Closes the connection without a response. */
  | { readonly kind: "reset" }
  /** Never responds. */
  | { readonly kind: "silence" }
  /** Sends headers and one byte, then nothing. */
  | { readonly kind: "slow-body" };

export interface FakeMarquez {
  readonly url: string;
  /** Accepted events, in the order of arrival. */
  readonly accepted: Record<string, unknown>[];
  /** All requests, including those with a fault. */
  readonly requests: { readonly headers: IncomingMessage["headers"]; readonly path: string }[];
  /** Faults for the next requests, first in, first out. */
  readonly faults: (Fault | undefined)[];
  readonly close: () => Promise<void>;
}

/**
 * A server that accepts events like Marquez. The event type is the text after the last "/" of `schemaURL`, by default
 * RunEvent. Responds with 201 for a stored event, 400 for invalid JSON, 422 for a missing field. Source: Marquez's
 * OpenLineageResource and EventTypeResolver.
 */
export async function startFakeMarquez(): Promise<FakeMarquez> {
  const accepted: Record<string, unknown>[] = [];
  const requests: FakeMarquez["requests"] = [];
  const faults: (Fault | undefined)[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      requests.push({ headers: request.headers, path: request.url ?? "" });
      const fault = faults.shift();
      if (fault) {
        injectFault(fault, request, response);
        return;
      }
      const body = Buffer.concat(chunks);
      answer(request, request.headers["content-encoding"] === "gzip" ? gunzipSync(body) : body, response);
    });
  });
  function answer(request: IncomingMessage, body: Buffer, response: ServerResponse): ServerResponse {
    const reply = (status: number, words = "") => response.writeHead(status).end(words);
    if (request.method !== "POST" || request.url !== "/api/v1/lineage")
      return reply(404, "HTTP 404 Not Found");
    let event: Record<string, unknown>;
    try {
      event = JSON.parse(body.toString("utf8")) as Record<string, unknown>;
    } catch {
      return reply(400, "Unable to process JSON");
    }
    const problem = problemOf(event);
    if (problem !== undefined) return reply(422, JSON.stringify({ errors: [problem] }));
    accepted.push(event);
    return reply(201);
  }
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    accepted,
    requests,
    faults,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function injectFault(fault: Fault, request: IncomingMessage, response: ServerResponse): void {
  if (fault.kind === "reset") return void request.socket.resetAndDestroy();
  if (fault.kind === "silence") return;
  if (fault.kind === "slow-body") return void response.writeHead(201, { "content-length": "100" }).write("{");
  const { status, words = "", retryAfter, headers } = fault;
  response
    .writeHead(status, { ...headers, ...(retryAfter !== undefined && { "retry-after": String(retryAfter) }) })
    .end(words);
}

function problemOf(event: Record<string, unknown>): string | undefined {
  const type = String(event.schemaURL ?? "")
    .split("/")
    .at(-1);
  const isMap = (value: unknown): value is Record<string, unknown> =>
    typeof value === "object" && value !== null;
  if (typeof event.eventTime !== "string" || !/(Z|[+-]\d\d:\d\d)$/.test(event.eventTime)) {
    return "eventTime must not be null";
  }
  if (typeof event.producer !== "string") return "producer must not be null";
  const named = (value: unknown, what: string) =>
    isMap(value) && typeof value.namespace === "string" && typeof value.name === "string"
      ? undefined
      : `${what} must not be null`;
  if (type === "DatasetEvent") return named(event.dataset, "dataset") ?? facetProblem(event.dataset);
  if (type !== "JobEvent") {
    const runId = isMap(event.run) ? String(event.run.runId) : "";
    if (!/^[0-9a-f-]{36}$/.test(runId)) return "run must not be null";
  }
  return named(event.job, "job") ?? facetProblem(event.job);
}

function facetProblem(holder: unknown): string | undefined {
  const facets = (holder as { facets?: Record<string, Record<string, unknown>> }).facets ?? {};
  for (const [key, facet] of Object.entries(facets)) {
    if (typeof facet._producer !== "string" || typeof facet._schemaURL !== "string") {
      return `facets.${key}._producer must not be null`;
    }
  }
  // Optional in the specification, @NotNull in Marquez.
  if (facets.jobType && typeof facets.jobType.jobType !== "string") return "jobType must not be null";
  return undefined;
}
