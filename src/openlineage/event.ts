/** The supported part of OpenLineage events. Source: OpenLineage spec 2-0-2 (OpenLineage.json). */

export const CORE = "https://openlineage.io/spec/2-0-2/OpenLineage.json";

export interface Facet {
  readonly _producer: string;
  /** Immutable and versioned; consumers validate the facet with it. */
  readonly _schemaURL: string;
}

export type Facets = Readonly<Record<string, Facet>>;

export interface DatasetName {
  readonly namespace: string;
  readonly name: string;
}

export interface Dataset extends DatasetName {
  readonly facets?: Facets;
}

export interface JobName {
  readonly namespace: string;
  readonly name: string;
}

export interface Job extends JobName {
  readonly facets?: Facets;
}

interface BaseEvent {
  readonly eventTime: string;
  readonly producer: string;
  /** Ends in the name of the event type, which Marquez uses as the type. */
  readonly schemaURL: string;
}

export interface JobEvent extends BaseEvent {
  readonly job: Job;
  readonly inputs: readonly Dataset[];
  readonly outputs: readonly Dataset[];
}

export interface DatasetEvent extends BaseEvent {
  readonly dataset: Dataset;
}

export interface RunEvent extends BaseEvent {
  readonly eventType: "COMPLETE";
  readonly run: { readonly runId: string; readonly facets?: Facets };
  readonly job: Job;
  readonly inputs: readonly Dataset[];
  readonly outputs: readonly Dataset[];
}

export type Event = JobEvent | DatasetEvent | RunEvent;

/** The subject of an event: `job kestra.company.data.f.t`, `dataset trips`. */
export function eventTitle(event: Event): string {
  return "dataset" in event ? `dataset ${event.dataset.name}` : `job ${event.job.name}`;
}
