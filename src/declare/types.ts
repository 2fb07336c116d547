import type { Insertable } from "../flows/insert-yaml.ts";
import type { FileContents } from "../flows/read-flow-file.ts";
import type { FileResult } from "../model/declared.ts";
import type { Place, Side, TaskId } from "../model/model.ts";

/** A file of flows as it was read. */
export interface ReadFlows {
  readonly contents: FileContents;
  /** With the field `written` in each inferred entry. */
  readonly result: FileResult;
}

/** A file of flows to draft declarations for. */
export interface FlowFile extends ReadFlows {
  /** As places show it. */
  readonly name: string;
  readonly text: string;
  /** Reads another text of the same file. */
  readonly reread: (text: string) => ReadFlows;
}

/** A task or trigger of a file. */
export interface FileTask extends TaskId {
  readonly trigger?: true;
  readonly place: Place;
}

/** An entry of `inputs` or `outputs` as drafted. */
export type DraftEntry = { readonly id: string } & { readonly [key: string]: Insertable | undefined };

/** The declaration of a task as drafted. */
export interface DraftedTask extends FileTask {
  readonly inputs?: readonly DraftEntry[];
  readonly outputs?: readonly DraftEntry[];
}

/** A task with inferred assets and no draft. */
export interface LeftTask extends FileTask {
  /** One sentence without a full stop. */
  readonly reason: string;
  /** The sides that stay undeclared. */
  readonly sides: readonly Side[];
}

export interface DraftedFile {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  readonly tasks: readonly DraftedTask[];
}

export interface Drafts {
  /** Only files with a draft. */
  readonly files: readonly DraftedFile[];
  readonly left: readonly LeftTask[];
}
