import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Event } from "../../src/openlineage/event.ts";
import { runEvents, staticEvents } from "../../src/openlineage/events.ts";
import { PLAIN, profileOf } from "../../src/openlineage/profile.ts";
import {
  sameServer,
  settingsFromEnvironment,
  type TargetSettings,
  targetOf,
} from "../../src/openlineage/target.ts";
import { eventKey, eventSubject, shipEvents } from "../../src/openlineage/transport.ts";
import { openJournal } from "../../src/workspace/journal.ts";
import { COMPANY } from "../export/sample.ts";
import { CONTEXT } from "./context.ts";
import { type FakeMarquez, type Fault, startFakeMarquez } from "./fake-marquez.ts";

const EVENTS = staticEvents(COMPANY, CONTEXT).events;
const PLAIN_SETTINGS: TargetSettings = { headers: [], gzip: false };

let server: FakeMarquez;
let folder: string;
let waited: number[];

beforeEach(async () => {
  server = await startFakeMarquez();
  folder = mkdtempSync(join(tmpdir(), "ship-"));
  waited = [];
});

afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const journal = () => openJournal(join(folder, "journal"));

function send(events: readonly Event[] = EVENTS, settings: Partial<TargetSettings> = {}, timeout = 5_000) {
  const { transport } = targetOf({ ...PLAIN_SETTINGS, url: server.url, ...settings }, PLAIN);
  const sleep = (milliseconds: number) => {
    waited.push(milliseconds);
    return Promise.resolve();
  };
  return shipEvents(events, { ...transport, timeout, sleep }, journal());
}

const keys = (events: readonly unknown[]) => events.map((event) => eventKey(event as Event));

/** Checks that all events were accepted once and in order. */
function expectAllOnce(): void {
  expect(keys(server.accepted)).toEqual(keys(EVENTS));
}

describe("shipping to a server like Marquez", () => {
  it("given a server that works, when shipped, then every event arrives once and in order", async () => {
    expect(await send()).toEqual({ accepted: EVENTS.length, before: 0, refused: [], unsent: 0 });
    expectAllOnce();
    expect(server.requests[0]?.headers["content-type"]).toBe("application/json");
  });

  it("given run events, when shipped, then all are accepted", async () => {
    const events = runEvents(COMPANY, CONTEXT, { parent: "DAG" }).events;
    expect(await send(events)).toMatchObject({ accepted: events.length, refused: [] });
  });

  it("given gzip, when shipped, then the bodies are compressed", async () => {
    await send(EVENTS, { gzip: true });
    expectAllOnce();
    expect(server.requests[0]?.headers["content-encoding"]).toBe("gzip");
  });

  it.each<readonly [string, Fault]>([
    [
      "by its type",
      {
        kind: "status",
        status: 200,
        words: "hello",
        headers: { "content-type": "text/html; charset=utf-8" },
      },
    ],
    ["by its beginning", { kind: "status", status: 201, words: "\n<!DOCTYPE html><title>Log in</title>" }],
  ])(
    "given a web page as the answer (%s), when sent, then the attempt stops with an error",
    async (_, fault) => {
      server.faults.push(fault);
      const { accepted, unsent, stopped } = { stopped: "", ...(await send()) };
      expect([accepted, unsent]).toEqual([0, EVENTS.length]);
      expect(stopped).toContain("answers with a web page");
      expect(await send()).toMatchObject({ accepted: EVENTS.length, before: 0 });
    },
  );

  it.each<readonly [string, Fault]>([
    ["429", { kind: "status", status: 429 }],
    ["500", { kind: "status", status: 500, words: "boom" }],
    ["503", { kind: "status", status: 503 }],
    ["a reset connection", { kind: "reset" }],
    ["no answer", { kind: "silence" }],
    ["an answer that does not end", { kind: "slow-body" }],
  ])("given %s from the server, when shipped, then the request is repeated", async (_, fault) => {
    server.faults.push(undefined, fault, fault, undefined, fault);
    const timeout = fault.kind === "silence" || fault.kind === "slow-body" ? 100 : 5_000;
    expect(await send(EVENTS, {}, timeout)).toMatchObject({
      accepted: EVENTS.length,
      refused: [],
      unsent: 0,
    });
    expectAllOnce();
    expect(waited).toEqual([500, 1000, 500]);
  });

  it("given a Retry-After header in seconds, when shipped, then it waits that long", async () => {
    server.faults.push({ kind: "status", status: 429, retryAfter: 7 });
    await send();
    expect(waited).toEqual([7000]);
  });

  it("given a rejected event, when shipped, then it is reported with the server's words and the rest is sent", async () => {
    server.faults.push(undefined, {
      kind: "status",
      status: 422,
      words: '{"errors":["job must not be null"]}',
    });
    const result = await send();
    expect(result).toEqual({
      accepted: EVENTS.length - 1,
      before: 0,
      refused: [
        { event: "dataset avg_trip_distance", status: 422, words: '{"errors":["job must not be null"]}' },
      ],
      unsent: 0,
    });
    expect(keys(server.accepted)).toEqual(keys(EVENTS.filter((_, index) => index !== 1)));
  });

  it("given a server that fails five times, when shipped, then it stops, and the next run continues there", async () => {
    server.faults.push(undefined, undefined, ...Array.from({ length: 5 }, (): Fault => ({ kind: "reset" })));
    const first = await send();
    expect(first).toMatchObject({ accepted: 2, unsent: EVENTS.length - 2 });
    expect(first.stopped).toMatch(/gave up after 5 attempts: /);
    const second = await send();
    expect(second).toEqual({ accepted: EVENTS.length - 2, before: 2, refused: [], unsent: 0 });
    expectAllOnce();
  });

  it("given accepted events, when shipped again with another export time, then they are not sent again", async () => {
    server.faults.push(undefined, { kind: "status", status: 401 });
    await send();
    const later = staticEvents(COMPANY, { ...CONTEXT, eventTime: "2026-11-21T09:30:00Z" }).events;
    expect(await send(later)).toMatchObject({ accepted: EVENTS.length - 1, before: 1 });
    expectAllOnce();
  });

  it("given denied access or a wrong endpoint, when shipped, then it stops at once with the reason", async () => {
    server.faults.push({ kind: "status", status: 403, words: "no" });
    expect(await send()).toMatchObject({
      accepted: 0,
      unsent: EVENTS.length,
      stopped: "access denied (403: no); check the API key",
    });
    expect(await send(EVENTS, { endpoint: "api/v9" })).toMatchObject({
      unsent: EVENTS.length,
      stopped: `no lineage endpoint at ${server.url}/api/v9 (404: HTTP 404 Not Found); check the address and the endpoint`,
    });
  });

  it("given a redirect, when shipped, then it is not followed", async () => {
    server.faults.push({ kind: "status", status: 302 });
    expect((await send()).stopped).toContain("no lineage endpoint");
    expect(server.requests).toHaveLength(1);
  });

  it("given a secret, when the server repeats it, then it is hidden in the result", async () => {
    const secret = "s3cr3t/+key";
    server.faults.push({
      kind: "status",
      status: 422,
      words: `bad key ${secret} or ${encodeURIComponent(secret)}`,
    });
    server.faults.push({ kind: "status", status: 401, words: `Bearer ${secret}` });
    const result = await send(EVENTS, { apiKey: secret });
    expect(server.requests[0]?.headers.authorization).toBe(`Bearer ${secret}`);
    expect(result.refused[0]?.words).toBe("bad key *** or ***");
    expect(JSON.stringify(result)).not.toContain("s3cr3t");
  });

  it("given a token in a header, when the server repeats it alone, then it is hidden", async () => {
    server.faults.push({ kind: "status", status: 401, words: "unknown token hdrs3cret" });
    const { stopped } = await send(EVENTS, { headers: ["Authorization: Bearer hdrs3cret"] });
    expect(stopped).toContain("(401: unknown token ***)");
  });

  it("given a Retry-After header with a date, when shipped, then it waits by the server's clock", async () => {
    server.faults.push({
      kind: "status",
      status: 503,
      headers: { date: "Fri, 20 Nov 2026 09:00:00 GMT", "retry-after": "Fri, 20 Nov 2026 09:00:09 GMT" },
    });
    await send();
    expect(waited).toEqual([9000]);
  });

  it("given a very long answer, when shipped, then only its first 2,000 characters are read", async () => {
    server.faults.push({ kind: "status", status: 422, words: "a".repeat(64 * 1024 * 1024) });
    const { refused } = await send();
    expect(refused).toEqual([{ event: "dataset avg_passenger_count", status: 422, words: "a".repeat(2000) }]);
  });

  it("given an event that changes and changes back, when shipped, then each change is sent", async () => {
    const [first, second] = EVENTS;
    if (!first || !second || !("dataset" in first)) throw new Error("two datasets are needed");
    const changed: Event = { ...first, dataset: { ...first.dataset, facets: {} } };
    const open = journal();
    const { transport } = targetOf({ ...PLAIN_SETTINGS, url: server.url }, PLAIN);
    for (const event of [first, first, changed, first]) {
      await shipEvents([event], { ...transport, sleep: () => Promise.resolve() }, open);
    }
    expect(keys(server.accepted)).toEqual(keys([first, changed, first]));
    // The next run reads the same content. A truncated line does not affect the other lines.
    appendFileSync(join(folder, "journal"), "0123");
    openJournal(join(folder, "journal")).add("0".repeat(64), "1".repeat(64));
    const reread = openJournal(join(folder, "journal"));
    expect(reread.has(eventSubject(first), eventKey(first))).toBe(true);
    expect(reread.has(eventSubject(changed), eventKey(changed))).toBe(false);
    expect(reread.has("0".repeat(64), "1".repeat(64))).toBe(true);
  });

  it.each([
    [
      "long reasons",
      { status: "partial_success", failed_events: [{ index: 0, reason: "x".repeat(3000) }] },
      1,
    ],
    ["no positions", { status: "partial_success", summary: { failed: 1 } }, "all"],
    ["success", { status: "success", failed_events: [] }, 0],
  ] as const)(
    "given a batch with %s, when shipped, then rejected events do not count as accepted",
    async (_, answer, count) => {
      const events = runEvents(COMPANY, CONTEXT).events;
      const { transport } = targetOf({ ...PLAIN_SETTINGS, url: server.url }, profileOf("openmetadata"));
      server.faults.push({ kind: "status", status: 200, words: JSON.stringify(answer) });
      const result = await shipEvents(events, { ...transport, sleep: () => Promise.resolve() }, journal());
      const refused = count === "all" ? events.length : count;
      expect([result.refused.length, result.accepted]).toEqual([refused, events.length - refused]);
    },
  );

  it("given a consumer that takes batches, when shipped, then there is one request and rejections are reported", async () => {
    const events = runEvents(COMPANY, CONTEXT).events;
    const { transport } = targetOf({ ...PLAIN_SETTINGS, url: server.url }, profileOf("openmetadata"));
    server.faults.push({
      kind: "status",
      status: 200,
      words: JSON.stringify({
        status: "partial_success",
        failed_events: [{ index: 1, reason: "no such table" }],
      }),
    });
    const result = await shipEvents(events, { ...transport, sleep: () => Promise.resolve() }, journal());
    expect(server.requests.map(({ path }) => path)).toEqual(["/api/v1/openlineage/lineage/batch"]);
    expect(result).toMatchObject({ accepted: events.length - 1, refused: [{ words: "no such table" }] });
  });
});

describe("the target", () => {
  const target = (settings: Partial<TargetSettings>) => targetOf({ ...PLAIN_SETTINGS, ...settings }, PLAIN);

  it("given an unencrypted address, when used, then there is a warning unless it is local", () => {
    expect(target({ url: "http://marquez.example.com:5000" }).warning).toBe(
      "events and credentials are sent to marquez.example.com:5000 unencrypted, because the address starts with http://",
    );
    for (const url of [
      "https://x.example.com",
      "http://localhost:5000",
      "http://127.0.0.1:1",
      "http://[::1]:1",
    ]) {
      expect(target({ url }).warning).toBeUndefined();
    }
  });

  it("given a user in the address, when used, then it becomes a header and is never shown", () => {
    const { shown, transport } = target({ url: "https://me:pa%24s@host/base/" });
    expect(shown).toBe("https://host/base/api/v1/lineage");
    expect(transport.headers).toEqual({
      authorization: `Basic ${Buffer.from("me:pa$s").toString("base64")}`,
    });
    for (const url of ["ftp://me:pass@host", "http://me:pa/ss@host", "me:pass@host"]) {
      expect(() => target({ url })).toThrow('"***@host" is not a valid server address');
    }
    expect(target({ url: "https://me:50%zz@host" }).transport.headers).toEqual({
      authorization: `Basic ${Buffer.from("me:50%zz").toString("base64")}`,
    });
  });

  it("given parameters in the address, when used, then they are kept and never shown", () => {
    const { shown, transport } = target({ url: "https://host/base?token=t0k#top" });
    expect(transport.url).toBe("https://host/base/api/v1/lineage?token=t0k");
    expect(shown).toBe("https://host/base/api/v1/lineage?***");
    expect(transport.secrets).toEqual(["t0k"]);
  });

  it("given an address with the endpoint, when used, then the endpoint is not added again", () => {
    expect(target({ url: "https://host/api/v1/lineage/" }).shown).toBe("https://host/api/v1/lineage");
  });

  it("given two addresses, when compared, then scheme, host and port decide whether the server is the same", () => {
    expect(sameServer("https://host/a", "https://host:443/b")).toBe(true);
    expect(sameServer("https://host", "http://host")).toBe(false);
    expect(sameServer("https://host", "https://host.evil.example")).toBe(false);
    expect(sameServer(undefined, "https://host")).toBe(false);
  });

  it("given a consumer's profile, when used, then its endpoint is added to the address", () => {
    const shown = (profile: Parameters<typeof profileOf>[0], url: string) =>
      targetOf({ ...PLAIN_SETTINGS, url }, profileOf(profile)).shown;
    expect(shown("datahub", "https://gms")).toBe("https://gms/openapi/openlineage/api/v1/lineage");
    expect(shown("dataplex", "https://google/v1/projects/p/locations/l")).toBe(
      "https://google/v1/projects/p/locations/l:processOpenLineageRunEvent",
    );
  });

  it("given headers, when used, then they are sent and their values are secret", () => {
    const { transport } = target({ url: "https://host", headers: ["X-API-Key: k"] });
    expect(transport.headers).toEqual({ "x-api-key": "k" });
    expect(transport.secrets).toEqual(["k"]);
    expect(() => target({ url: "https://host", headers: ["secret"] })).toThrow("invalid --header");
  });

  it("given no address, when used, then the error says so", () => {
    expect(() => target({})).toThrow("no server address");
  });

  it("given the variables of OpenLineage's clients, when read, then they are the settings", () => {
    expect(
      settingsFromEnvironment({
        OPENLINEAGE_URL: " http://h ",
        OPENLINEAGE_ENDPOINT: "e",
        OPENLINEAGE_API_KEY: "k",
        OPENLINEAGE_NAMESPACE: "n",
      }),
    ).toEqual({ url: "http://h", endpoint: "e", apiKey: "k", namespace: "n" });
    expect(settingsFromEnvironment({ OPENLINEAGE_URL: "" })).toEqual({});
  });
});

const { MARQUEZ_URL: url } = process.env;
// Only with a running Marquez at MARQUEZ_URL.
if (url) {
  it("given a running Marquez, when shipped, then it accepts every event and its graph has the assets", async () => {
    const { transport } = targetOf({ ...PLAIN_SETTINGS, url }, profileOf("marquez"));
    const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
    const result = await shipEvents(EVENTS, { ...transport, sleep }, journal());
    expect(result).toMatchObject({ accepted: EVENTS.length, refused: [], unsent: 0 });
    const node = encodeURIComponent("dataset:kestra://main:trips");
    const answer = await fetch(`${url.replace(/\/+$/, "")}/api/v1/lineage?nodeId=${node}&depth=20`);
    const { graph } = (await answer.json()) as { graph: { id: string }[] };
    expect(graph.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        "dataset:kestra://main:trips",
        "dataset:kestra://main:sample_data.nyc.taxi",
        "job:kestra://main:kestra.company.data.data_pipeline_assets.average",
      ]),
    );
  });
}
