import type { OptionValues } from "./option.ts";
import { affectedSpec, diffSpec, logSpec } from "./specs/change-commands.ts";
import { configSpec, explainSpec, initSpec, lintSpec } from "./specs/check-commands.ts";
import { exportSpec, shipSpec } from "./specs/export-commands.ts";
import {
  blueprintSpec,
  coverageSpec,
  declareSpec,
  driftSpec,
  mergeSpec,
  querySpec,
  scanSpec,
} from "./specs/inventory-commands.ts";
import {
  exploreSpec,
  impactSpec,
  lineageSpec,
  listSpec,
  pathSpec,
  showSpec,
} from "./specs/query-commands.ts";
import { completionSpec, lspSpec, mcpSpec } from "./specs/server-commands.ts";
import type { CommandSpec } from "./specs/spec.ts";

/*
 * The arguments and options of every command: parsing, `--help` and the types of the commands follow from here. Loaded
 * at every start, so it imports names and no engine.
 */

/** Every command, in the order of the help. */
export const COMMANDS = {
  scan: scanSpec,
  list: listSpec,
  show: showSpec,
  lineage: lineageSpec,
  impact: impactSpec,
  path: pathSpec,
  explore: exploreSpec,
  coverage: coverageSpec,
  query: querySpec,
  declare: declareSpec,
  diff: diffSpec,
  affected: affectedSpec,
  log: logSpec,
  blueprint: blueprintSpec,
  merge: mergeSpec,
  drift: driftSpec,
  lint: lintSpec,
  explain: explainSpec,
  config: configSpec,
  init: initSpec,
  export: exportSpec,
  ship: shipSpec,
  lsp: lspSpec,
  mcp: mcpSpec,
  completion: completionSpec,
} satisfies Readonly<Record<string, CommandSpec>>;

export type CommandName = keyof typeof COMMANDS;

/** The parsed options of a command. */
export type OptionsOf<Name extends CommandName> = OptionValues<(typeof COMMANDS)[Name]["options"]>;
