import type { ExitCode } from "../util/errors.ts";
import type { CommandAction, CommandContext } from "./context.ts";
import type { CommandName } from "./options.ts";

type Loaders = {
  readonly [Name in CommandName]: () => Promise<{ readonly run: CommandAction<Name, never[]> }>;
};

const LOADERS: Loaders = {
  scan: () => import("./scan.ts"),
  list: () => import("./list.ts"),
  show: () => import("./show.ts"),
  lineage: () => import("./lineage.ts"),
  impact: () => import("./impact.ts"),
  path: () => import("./path.ts"),
  explore: () => import("./explore.ts"),
  coverage: () => import("./coverage.ts"),
  query: () => import("./query.ts"),
  declare: () => import("./declare.ts"),
  diff: () => import("./diff.ts"),
  affected: () => import("./affected.ts"),
  log: () => import("./log.ts"),
  blueprint: () => import("./blueprint.ts"),
  merge: () => import("./merge.ts"),
  drift: () => import("./drift.ts"),
  lint: () => import("./lint.ts"),
  explain: () => import("./explain.ts"),
  config: () => import("./config.ts"),
  init: () => import("./init.ts"),
  export: () => import("./export.ts"),
  completion: () => import("./completion.ts"),
  ship: () => import("./ship.ts"),
  lsp: () => import("./lsp.ts"),
  mcp: () => import("./mcp.ts"),
};

/** A command with its parsed options and arguments, which the option table has checked. */
export type LoadedCommand = (
  context: CommandContext,
  options: object,
  ...args: readonly unknown[]
) => Promise<ExitCode>;

/** Loads the code of a command. */
export async function loadCommand(name: CommandName): Promise<LoadedCommand> {
  return (await LOADERS[name]()).run as LoadedCommand;
}
