import { type LiveAsset, liveAssets } from "../drift/live-assets.ts";
import type { FindData } from "../resolve/evaluate-query.ts";
import { createFindAssets } from "../resolve/found-assets.ts";
import { type ExportReader, readExport } from "./read-export.ts";

/** The assets of an export, see `readExport`. */
export function readLiveAssets(
  project: ExportReader,
  name: string,
  tenant: string,
  readStdin: () => Uint8Array = () => new Uint8Array(),
): readonly LiveAsset[] {
  return liveAssets(readExport(project, name, tenant, readStdin));
}

/** Finds the assets of an export with all their fields, as the server returns them. */
export function findInExport(assets: readonly LiveAsset[]): FindData {
  const find = createFindAssets(assets);
  const byId = new Map(assets.map((asset) => [asset.id, asset]));
  return (query) => find(query).flatMap(({ id }) => byId.get(id) ?? []);
}
