import type { ResolvedLine } from "../../resolve/index.ts";
import type { TaskSite } from "../../resolve/site.ts";
import type { CatalogueEntry } from "../catalogue/entry.ts";
import type { ReadingOptions } from "../task/reading-options.ts";
import type { DeclaredSides } from "./declared-sides.ts";
import type { Element } from "./element.ts";

/** A task, with the data that other tasks of its flow provide. */
export interface TaskToTrace {
  readonly site: TaskSite;
  readonly line: ResolvedLine;
  /** Absent: a type outside the catalogue. */
  readonly entry: CatalogueEntry | undefined;
  readonly declared: DeclaredSides;
  /** Whether another task may use the outputs or files of this one. */
  readonly handsOnOutputs: boolean;
  readonly reading: ReadingOptions;
  /** Elements from other tasks in an expression; `named`: only resources named by their outputs. */
  readonly elementsOf: (text: string, which?: "any" | "named") => readonly Element[];
  /** The files in the working directory of the task. */
  readonly filesAround: () => readonly Element[];
}
