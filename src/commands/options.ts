import type { OptionValues } from "./option.ts";
import { affected, diff, log } from "./specs/change-commands.ts";
import { config, explain, init, lint } from "./specs/check-commands.ts";
import { exporting, ship } from "./specs/export-commands.ts";
import { blueprint, covering, declaring, drift, merge, querying, scan } from "./specs/inventory-commands.ts";
import { explore, impact, lineage, listing, path, show } from "./specs/query-commands.ts";
import { completion, lsp, mcp } from "./specs/server-commands.ts";
import type { CommandSpec } from "./specs/spec.ts";

/*
 * The arguments and options of every command: parsing, `--help` and the types of the commands follow from here. Loaded
 * at every start, so it imports names and no engine.
 */

/** Every command, in the order of the help. */
export const COMMANDS = {
  scan,
  list: listing,
  show,
  lineage,
  impact,
  path,
  explore,
  coverage: covering,
  query: querying,
  declare: declaring,
  diff,
  affected,
  log,
  blueprint,
  merge,
  drift,
  lint,
  explain,
  config,
  init,
  export: exporting,
  ship,
  lsp,
  mcp,
  completion,
} satisfies Readonly<Record<string, CommandSpec>>;

export type CommandName = keyof typeof COMMANDS;

/** The parsed options of a command. */
export type OptionsOf<Name extends CommandName> = OptionValues<(typeof COMMANDS)[Name]["options"]>;
