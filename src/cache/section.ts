import type { BaseWriter } from "./base-writer.ts";
import type { LoggedRecord } from "./file-log.ts";
import type { RecordKey, RecordValue } from "./record.ts";
import { type BaseSection, type BodyPlace, ENVIRONMENT_DIGITS, type NewRow } from "./record-base.ts";

/** A record that is not in the base yet. */
export interface Addition {
  readonly name: string;
  readonly contentId: string;
  readonly environment: string;
  readonly summary: Uint8Array;
  /** In memory, or where it lies in the base file in the making. */
  body?: Uint8Array | BodyPlace;
  isLogged: boolean;
}

/** A record that a new base could hold. */
export interface Candidate {
  readonly name: string;
  readonly contentId: string;
  readonly generation: number;
  readonly bytes: number;
  /** Its row in the base, or what is not there yet. */
  readonly source: number | Addition;
}

/** The records of one kind and one set of options: those of the base, the log and this run. */
export interface Section {
  readonly has: (key: RecordKey) => boolean;
  readonly summary: (key: RecordKey) => Uint8Array | undefined;
  readonly body: (key: RecordKey) => Uint8Array | undefined;
  readonly set: (key: RecordKey, value: RecordValue) => void;
  /** What the log does not have yet. */
  readonly unlogged: () => readonly Addition[];
  /** Moves the bodies that are in memory to a base file in the making. Throws the system's error. */
  readonly spill: (writer: BaseWriter) => void;
  readonly candidates: (generation: number) => readonly Candidate[];
  /** Copies the body of a candidate; undefined where it is damaged. Throws the system's error. */
  readonly rowOf: (candidate: Candidate, writer: BaseWriter) => NewRow | undefined;
}

export interface SectionContext {
  /** Called with the bytes of each body that is added. */
  readonly onAdded: (bytes: number) => void;
  /** Reads a body back from the base file in the making. */
  readonly bodyAt: (place: BodyPlace) => Uint8Array | undefined;
}

const NO_ENVIRONMENT = "0".repeat(ENVIRONMENT_DIGITS);

/** @param logged in the order they were added */
export function createSection(
  base: BaseSection | undefined,
  logged: readonly LoggedRecord[],
  { onAdded, bodyAt }: SectionContext,
): Section {
  const additions = new Map<string, Addition>();
  for (const record of logged) additions.set(recordId(record), { ...record, isLogged: true });
  const used = new Uint8Array(base?.count ?? 0);

  const added = (key: RecordKey): Addition | undefined =>
    additions.size === 0 ? undefined : additions.get(recordId(key));
  /** The row of the base that holds it. */
  const rowFor = ({ name, contentId, environment }: RecordKey): number | undefined => {
    const row = base?.find(name, contentId);
    if (base === undefined || row === undefined) return undefined;
    if (base.environmentOf(row) !== environmentOf(environment)) return undefined;
    used[row] = 1;
    return row;
  };
  const bodyOf = ({ body }: Addition): Uint8Array | undefined =>
    body === undefined || body instanceof Uint8Array ? body : bodyAt(body);
  return {
    has: (key) => {
      const addition = added(key);
      if (addition) return isFor(addition, key) && addition.body !== undefined;
      const row = rowFor(key);
      return row !== undefined && base?.hasBody(row) === true;
    },
    summary: (key) => {
      const addition = added(key);
      if (addition) return isFor(addition, key) ? addition.summary : undefined;
      const row = rowFor(key);
      return row === undefined ? undefined : base?.summaryOf(row);
    },
    body: (key) => {
      const addition = added(key);
      if (addition) return isFor(addition, key) ? bodyOf(addition) : undefined;
      const row = rowFor(key);
      return row === undefined ? undefined : base?.bodyOf(row);
    },
    set: ({ name, contentId, environment }, { summary, body }) => {
      additions.set(recordId({ name, contentId }), {
        ...{ name, contentId, summary },
        ...(body && { body }),
        environment: environmentOf(environment),
        isLogged: false,
      });
      onAdded(body?.length ?? 0);
    },
    unlogged: () => [...additions.values()].filter(({ isLogged }) => !isLogged),
    spill: (writer) => {
      for (const addition of additions.values()) {
        if (!addition.isLogged && addition.body instanceof Uint8Array)
          addition.body = writer.add(addition.body);
      }
    },
    candidates: (generation) => {
      const all: Candidate[] = [];
      for (let row = 0; row < (base?.count ?? 0); row++) {
        if (base === undefined) break;
        const [name, contentId] = [base.nameOf(row), base.contentIdOf(row)];
        if (additions.has(recordId({ name, contentId }))) continue;
        const bytes = base.summaryOf(row).length + base.bodyLengthOf(row);
        const last = used[row] === 1 ? generation : base.generationOf(row);
        all.push({ name, contentId, generation: last, bytes, source: row });
      }
      for (const addition of additions.values()) {
        const { name, contentId, summary, body } = addition;
        all.push({
          name,
          contentId,
          generation,
          bytes: summary.length + (body?.length ?? 0),
          source: addition,
        });
      }
      return all;
    },
    rowOf: ({ name, contentId, generation, source }, writer) => {
      if (typeof source === "number") {
        if (base === undefined) return undefined;
        const body = base.hasBody(source) ? base.bodyOf(source) : undefined;
        if (base.hasBody(source) && body === undefined) return undefined;
        return {
          ...{ name, contentId, generation },
          environment: base.environmentOf(source),
          summary: base.summaryOf(source),
          ...(body && { body: writer.add(body) }),
        };
      }
      const { environment, summary, body } = source;
      const place = body instanceof Uint8Array ? writer.add(body) : body;
      return { name, contentId, generation, environment, summary, ...(place && { body: place }) };
    },
  };
}

function recordId({ name, contentId }: Pick<RecordKey, "name" | "contentId">): string {
  return `${contentId}:${name}`;
}

function environmentOf(environment = ""): string {
  return environment === "" ? NO_ENVIRONMENT : environment.padStart(ENVIRONMENT_DIGITS, "0");
}

function isFor(addition: Addition, { environment }: RecordKey): boolean {
  return addition.environment === environmentOf(environment);
}
