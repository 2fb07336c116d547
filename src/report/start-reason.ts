import type { StartReason } from "../graph/started-flows.ts";

/**
 * The reason for the start of a flow.
 *
 * @param task the trigger or task that starts it, escaped for the medium
 * @param cause the asset or flow behind the start, escaped for the medium
 */
export function startReason(how: StartReason["how"], task: string, cause: string): string {
  switch (how) {
    case "flow-trigger":
      return `after ${cause}, by the trigger ${task}`;
    case "asset-trigger":
      return `by the trigger ${task} on ${cause}`;
    case "call":
      return `called by ${task} in ${cause}`;
    case "asset-action":
      return `from the page of ${cause}, by the action that ${task} declares`;
  }
}
