import type { BaseWriter } from "./base-writer.ts";
import type { LoggedRecord } from "./file-log.ts";
import type { RecordKey, RecordValue, SummaryNumbers } from "./record.ts";
import { type BaseSection, type BodyPlace, ENVIRONMENT_DIGITS, type NewRow } from "./record-base.ts";

/** A record missing in the base. */
export interface Addition {
  readonly name: string;
  readonly contentId: string;
  readonly environment: string;
  readonly summary: Uint8Array;
  /** In memory, or its position in the unfinished base file. */
  body?: Uint8Array | BodyPlace;
  isLogged: boolean;
}

/** A candidate for a new base. */
export interface Candidate {
  readonly name: string;
  readonly contentId: string;
  readonly generation: number;
  readonly bytes: number;
  /** Its row in the base, or a new record. */
  readonly source: number | Addition;
}

/** The records of one kind and one set of options: those of the base, the log and this run. */
export interface Section {
  readonly find: (key: RecordKey) => number | undefined;
  readonly summary: (record: number) => SummaryNumbers;
  readonly body: (record: number) => Uint8Array | undefined;
  readonly set: (key: RecordKey, value: RecordValue) => void;
  /** Records missing in the log. */
  readonly unlogged: () => readonly Addition[];
  /** Moves the bodies in memory to an unfinished base file. Throws the system's error. */
  readonly spill: (writer: BaseWriter) => void;
  readonly candidates: (generation: number) => readonly Candidate[];
  /** Copies the body of a candidate; undefined where it is damaged. Throws the system's error. */
  readonly rowOf: (candidate: Candidate, writer: BaseWriter) => NewRow | undefined;
}

export interface SectionContext {
  /** Called with the bytes of each added body. */
  readonly onAdded: (bytes: number) => void;
  /** Reads a body back from the unfinished base file. */
  readonly bodyAt: (place: BodyPlace) => Uint8Array | undefined;
}

const NO_BYTES = new Uint8Array();
const NO_ENVIRONMENT = "0".repeat(ENVIRONMENT_DIGITS);

/**
 * @param logged in order of addition
 */
export function createSection(
  base: BaseSection | undefined,
  logged: readonly LoggedRecord[],
  { onAdded, bodyAt }: SectionContext,
): Section {
  // The number of a record is its row in the base; later records follow in order.
  const additions: Addition[] = [];
  const byName = new Map<string, number[]>();
  const count = base?.count ?? 0;
  const used = new Uint8Array(count);

  const placeOf = (name: string, contentId: string): number | undefined =>
    byName.size === 0
      ? undefined
      : byName.get(name)?.find((place) => additions[place]?.contentId === contentId);
  const add = (addition: Addition): void => {
    const known = placeOf(addition.name, addition.contentId);
    const place = known ?? additions.length;
    additions[place] = addition;
    if (known !== undefined) return;
    const others = byName.get(addition.name);
    if (others) others.push(place);
    else byName.set(addition.name, [place]);
  };
  for (const record of logged) add({ ...record, isLogged: true });
  return {
    find: ({ name, contentId, environment }) => {
      const wanted = environmentOf(environment);
      const place = placeOf(name, contentId);
      if (place !== undefined) return additions[place]?.environment === wanted ? count + place : undefined;
      const row = base?.find(name, contentId);
      if (row === undefined || base?.isFor(row, wanted) !== true) return undefined;
      used[row] = 1;
      return row;
    },
    summary: (record) => {
      if (base !== undefined && record < count) return base.numbersOf(record);
      const { buffer, byteOffset, length } = additions[record - count]?.summary ?? NO_BYTES;
      return { numbers: new Uint32Array(buffer, byteOffset, length >>> 2), from: 0, to: length >>> 2 };
    },
    body: (record) => {
      if (base !== undefined && record < count) return base.bodyOf(record);
      const body = additions[record - count]?.body;
      return body === undefined || body instanceof Uint8Array ? body : bodyAt(body);
    },
    set: ({ name, contentId, environment }, { summary, body }) => {
      add({
        ...{ name, contentId, summary },
        ...(body && { body }),
        environment: environmentOf(environment),
        isLogged: false,
      });
      onAdded(body?.length ?? 0);
    },
    unlogged: () => additions.filter(({ isLogged }) => !isLogged),
    spill: (writer) => {
      for (const addition of additions) {
        if (!addition.isLogged && addition.body instanceof Uint8Array)
          addition.body = writer.add(addition.body);
      }
    },
    candidates: (generation) => {
      const all: Candidate[] = [];
      for (let row = 0; row < (base?.count ?? 0); row++) {
        if (base === undefined) break;
        const [name, contentId] = [base.nameOf(row), base.contentIdOf(row)];
        if (placeOf(name, contentId) !== undefined) continue;
        const bytes = base.summaryOf(row).length + base.bodyLengthOf(row);
        const last = used[row] === 1 ? generation : base.generationOf(row);
        all.push({ name, contentId, generation: last, bytes, source: row });
      }
      for (const addition of additions) {
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

function environmentOf(environment = ""): string {
  return environment === "" ? NO_ENVIRONMENT : environment.padStart(ENVIRONMENT_DIGITS, "0");
}
