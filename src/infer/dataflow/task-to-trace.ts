import type { ResolvedLine } from "../../resolve/index.ts";
import type { TaskSite } from "../../resolve/site.ts";
import type { CatalogueEntry } from "../catalogue/entry.ts";
import type { ReadingOptions } from "../task/reading-options.ts";
import type { DeclaredSides } from "./declared-sides.ts";
import type { Element } from "./element.ts";

/** A task, and what it can take from the other tasks of its flow. */
export interface TaskToTrace {
  readonly site: TaskSite;
  readonly line: ResolvedLine;
  /** Absent: the catalogue does not describe the type. */
  readonly entry: CatalogueEntry | undefined;
  readonly declared: DeclaredSides;
  /** Whether another task may take what this one gives. */
  readonly handsOnOutputs: boolean;
  readonly reading: ReadingOptions;
  /** What an expression takes from other tasks; `named`: only the resources that their outputs name. */
  readonly elementsOf: (text: string, which?: "any" | "named") => readonly Element[];
  /** The files in the working directory of the task. */
  readonly filesAround: () => readonly Element[];
}
