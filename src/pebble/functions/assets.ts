import type { Json } from "../../util/json.ts";
import type { Arguments, CallContext, FunctionDefinition } from "../definitions/definition.ts";
import { toData } from "../values/data.ts";
import { unknown } from "../values/unknown.ts";
import type { Value } from "../values/value.ts";

/** The arguments of a call of `assets()`. */
export interface AssetQuery {
  readonly id?: string;
  readonly type?: string;
  readonly namespace?: string;
  readonly metadata?: Readonly<Record<string, Json>>;
}

/** The variable with which the caller supplies the result of a query. No template can contain this name. */
function assetsVariable(query: AssetQuery): string {
  return `assets(${JSON.stringify(query)})`;
}

/** The query of such a name; undefined for the name of a variable. */
export function queryOf(name: string): AssetQuery | undefined {
  return name.startsWith("assets(") ? JSON.parse(name.slice("assets(".length, -1)) : undefined;
}

const NAMES = ["id", "type", "namespace", "metadata"] as const;
const REASON = "assets() asks the installation at run time";

/**
 * `assets(...)`: the assets that match all arguments, `metadata` by equality of each key. The documentation names the
 * arguments in two orders, so a positional one is unknown. Enterprise Edition, whose source is not public.
 * reference: Kestra's documentation of assets
 */
export const assetsFunction: FunctionDefinition = {
  name: "assets",
  argumentNames: NAMES,
  onlyNamed: REASON,
  purity: "environment",
  summary:
    "The assets of the installation (Enterprise Edition) with the named arguments; `metadata` is a map. Only declared " +
    "assets are known here.",
  apply: (args, context) => answer(args, context) ?? unknown(REASON),
};

function answer(args: Arguments, context: CallContext): Value | undefined {
  const query: Record<string, Json> = {};
  for (const [at, name] of NAMES.entries()) {
    const arg = args[at];
    if (arg === undefined || arg.kind === "null") continue;
    const data = toData(arg);
    const isFit = name === "metadata" ? arg.kind === "map" : typeof data === "string";
    if (data === undefined || !isFit) return undefined;
    query[name] = data;
  }
  return context.variable(assetsVariable(query));
}
