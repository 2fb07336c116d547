import type { Gap, Inventory } from "../../inventory/model.ts";
import { fromJson } from "../json-format.ts";
import type { Assembled } from "./assemble.ts";

/** The inventory of a store that was put together, with every record in memory. */
export function assembledInventory({ pieces }: Assembled): Inventory {
  return fromJson(textOf(pieces.blocks())) as Inventory;
}

export function assembledGaps({ pieces, state }: Assembled): readonly Gap[] {
  const { gaps } = state.lines;
  const text = textOf(pieces.blocks(gaps[0], gaps.at(-1)));
  return fromJson(`[${text.replace(/\n$/, "")}]`) as readonly Gap[];
}

function textOf(blocks: Iterable<Uint8Array>): string {
  return Buffer.concat(Array.from(blocks, (block) => Buffer.from(block))).toString("utf8");
}
