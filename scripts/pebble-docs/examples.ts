import { fromData, unknown, type Value } from "../../src/pebble/index.ts";

/** A row of the table of examples. A test evaluates each row. */
export interface Example {
  readonly template: string;
  /** Known text, with `*` for unknown text and `+` for an unknown word; or `error`. */
  readonly gives: string;
  readonly because: string;
}

const executionId = unknown("execution.id is known only at run time", { word: true });

/** The variables that the examples use. */
export const variables: Readonly<Record<string, Value>> = {
  execution: fromData({ id: executionId }),
  inputs: fromData({ env: "prod", team: unknown("inputs.team has no default", { maybeNull: true }) }),
  outputs: unknown("outputs are known only at run time", { maybeUndefined: true, maybeNull: true }),
  tables: fromData(["orders", "customers"]),
};

export const examples: readonly Example[] = [
  { template: "stg_{{ inputs.env }}", gives: "stg_prod", because: "everything is known" },
  {
    template: "snapshot-{{ execution.id }}",
    gives: "snapshot-+",
    because: "known text remains around a hole",
  },
  {
    template: "{{ ('LIC-' ~ execution.id) | slugify }}",
    gives: "lic-+",
    because: "filters that work character by character preserve holes",
  },
  {
    template: "{{ (execution.id ~ '-' ~ inputs.env) | split('-') | last }}",
    gives: "prod",
    because: "an id contains only letters and digits, so the dash is certain",
  },
  {
    template: "{{ [execution.id, inputs.env] | length }}",
    gives: "2",
    because: "the result does not depend on the unknown part",
  },
  {
    template: "{{ tables | join(', ') ~ ', ' ~ execution.id }}",
    gives: "orders, customers, +",
    because: "collections are known item by item",
  },
  {
    template: "{{ execution.id is defined ? 'run' : 'no run' }}",
    gives: "run",
    because: "unknown is not undefined: the id always exists",
  },
  {
    template: "{{ inputs.team ?? 'data' }}",
    gives: "*",
    because: "the input may be null or have any value",
  },
  {
    template: "{{ true or outputs.x }}",
    gives: "true",
    because: "like the engine, evaluation skips the right side",
  },
  { template: "{{ secret('TOKEN') }}", gives: "*", because: "a secret is never known and never shown" },
  { template: "{{ missing }}", gives: "error", because: "an undefined variable also fails in the engine" },
];
