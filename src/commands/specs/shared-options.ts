/* Options of several commands. */

import { GROUPINGS } from "../../report/pictures/drawing.ts";
import { flag, listOption, oneOf, positiveNumber, text, wholeNumber } from "../option.ts";

export const SHARED_OUTPUT = "file for the picture (default: standard output)";

export const query = {
  scan: flag("--no-scan", "use the stored inventory without reading changed flows"),
  declared: flag("--declared", "omit inferred assets"),
};

export const selection = {
  base: text("--base <revision>", "base revision of `state:` in a selection"),
  failOnEmpty: flag("--fail-on-empty", "exit code 3 for an empty result"),
};

export const pictureOptions = {
  flows: flag("--flows", "also draw flows, as in Kestra's dependency graph"),
  edgeLabels: flag("--edge-labels", "write the names of tasks on edges"),
  cluster: oneOf("--cluster <group>", "draw a frame around each group", GROUPINGS),
  collapse: oneOf("--collapse <group>", "draw each group as one node", GROUPINGS),
  theme: text("--theme <file>", "JSON file with theme settings"),
  font: listOption("--font <file>", "additional TTF font, for png (repeatable)"),
  scale: positiveNumber("--scale <number>", "pixels per unit, for png (default: 2)"),
  timeLimit: positiveNumber(
    "--time-limit <seconds>",
    "time limit of the layout, for svg and png (default: 20)",
  ),
};

export const values = listOption(
  "--values <file>",
  "file with server values such as kv (repeatable; later files take precedence)",
);

export const live = text(
  "--live <export>",
  "file export of Kestra's AssetShipper; assets() finds its assets too",
);

export const exclude = listOption("--exclude <glob>", "exclude files and folders (repeatable)");

export const staged = flag("--staged", "compare with the index instead of the working tree");

export const settings = oneOf(
  "--settings <source>",
  "settings of both sides: those of the base (default), or the current ones",
  ["base", "now"],
);

export const checkSettings = {
  settings: oneOf(
    "--settings <source>",
    "settings of the check: those of the base (default in a pull request job), or the current ones",
    ["base", "now"],
  ),
  settingsFrom: text("--settings-from <revision>", "base of the settings: the merge base with this revision"),
};

export const includeInferred = flag("--include-inferred", "compare inferred assets too");

export const activation = flag("--activation", "also follow Flow triggers, subflow calls and asset triggers");

export const limit = positiveNumber(
  "--limit <number>",
  "maximum entries of each list; omitted ones are counted",
);

export const depth = wholeNumber("--depth <number>", "maximum distance in tasks");
