import { Chalk, type ChalkInstance, type ColorSupportLevel } from "chalk";
import type { Certainty } from "../model/model.ts";
import { plainStyle, type Style } from "./style.ts";

/** Colours for a terminal: 0 none, 1 sixteen colours, 2 and 3 more. */
export function chalkStyle(level: ColorSupportLevel): Style {
  if (level === 0) return plainStyle;
  const chalk = new Chalk({ level });
  const certainties: Readonly<Record<Certainty, ChalkInstance>> = {
    exact: chalk.green,
    default: chalk.cyan,
    choice: chalk.yellow,
    pattern: chalk.magenta,
  };
  return {
    id: chalk.bold,
    heading: chalk.dim,
    strong: chalk.bold,
    faint: chalk.dim,
    warning: chalk.yellow,
    error: chalk.red,
    good: chalk.green,
    certainty: (certainty) => certainties[certainty](certainty),
  };
}
