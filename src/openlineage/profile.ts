import type { Inventory } from "../model/model.ts";
import type { EventContext } from "./context.ts";
import type { Event } from "./event.ts";
import { type Export, runEvents, staticEvents } from "./events.ts";
import type { ProfileName } from "./profile-names.ts";

export type EventShape = "static" | "run";

/** Requirements of a consumer. */
export interface Profile {
  /** `static`: JobEvents and DatasetEvents. `run`: RunEvents only. */
  readonly shape: EventShape;
  /** Path below the consumer's address, for shipping. */
  readonly endpoint: string;
  /** Batches: maximum number of events per request, and their form. */
  readonly batch?: { readonly size: number; readonly endpoint: string; readonly form: "array" | "events" };
  /** Job type of the parent event of a flow. */
  readonly parent?: "DAG";
  /** Each event names the engine. */
  readonly engine?: true;
  /** The user must set the job namespace, because the consumer looks it up. */
  readonly needsJobNamespace?: string;
  /** The reason why the consumer rejects an event, or undefined. */
  readonly refuses?: (event: Event) => string | undefined;
}

/** Without a profile: any consumer with the API of the specification. */
export const PLAIN: Profile = { shape: "static", endpoint: "api/v1/lineage" };

const MEBIBYTE = 1024 * 1024;

/** Sources: each consumer's documentation and, for Marquez and DataHub, their code. */
const BY_NAME: Readonly<Record<ProfileName, Profile>> = {
  marquez: PLAIN,
  // Released versions treat every event as a RunEvent, and identify the orchestrator by the name of the engine.
  datahub: { shape: "run", endpoint: "openapi/openlineage/api/v1/lineage", engine: true },
  openmetadata: {
    shape: "run",
    endpoint: "api/v1/openlineage/lineage",
    batch: { size: 100, endpoint: "api/v1/openlineage/lineage/batch", form: "events" },
    refuses: (event) =>
      "inputs" in event && event.inputs.length > 0 && event.outputs.length > 0
        ? undefined
        : "OpenMetadata accepts only events with inputs and outputs",
  },
  atlan: {
    shape: "run",
    endpoint: "events/openlineage/kestra/api/v1/lineage",
    parent: "DAG",
    needsJobNamespace: "the name of the connection in Atlan",
  },
  dataplex: {
    shape: "run",
    endpoint: ":processOpenLineageRunEvent",
    refuses: (event) => {
      if (Buffer.byteLength(JSON.stringify(event)) > 5 * MEBIBYTE)
        return "Dataplex accepts events up to 5 MB";
      if (!("inputs" in event)) return "Dataplex accepts only RunEvents";
      const links = event.inputs.length * event.outputs.length;
      if (links > 1000) return `Dataplex accepts up to 1,000 links per event, but this event has ${links}`;
      const long = [...event.inputs, ...event.outputs].some(
        ({ namespace, name }) => namespace.length + name.length + 1 > 4000,
      );
      return long ? "Dataplex accepts names up to 4,000 characters" : undefined;
    },
  },
};

export function profileOf(name: ProfileName | undefined): Profile {
  return name === undefined ? PLAIN : BY_NAME[name];
}

export interface ProfiledExport extends Export {
  /** Unsupported events of the consumer, by reason. */
  readonly unsuitable: ReadonlyMap<string, number>;
}

/** The events of an inventory in the form of a consumer. */
export function exportEvents(
  inventory: Inventory,
  context: EventContext,
  profile: Profile,
  shape: EventShape = profile.shape,
): ProfiledExport {
  const { events, leftOut } =
    shape === "static" ? staticEvents(inventory, context) : runEvents(inventory, context, profile);
  const unsuitable = new Map<string, number>();
  const kept = events.filter((event) => {
    const reason = profile.refuses?.(event);
    if (reason !== undefined) unsuitable.set(reason, (unsuitable.get(reason) ?? 0) + 1);
    return reason === undefined;
  });
  return { events: kept, leftOut, unsuitable };
}
