import type { FileResult } from "../src/model/declared.ts";
import { flowKey } from "../src/model/keys.ts";
import type { FlowEnvironment } from "../src/resolve/environment.ts";
import { linkFiles, NONE } from "../src/resolve/link-files.ts";
import { fileLinks, linksIn } from "../src/resolve/resolve-file.ts";

/**
 * The reference implementation of links between flows: resolves all files in each step. Returns the results of the
 * files.
 *
 * @param resolve resolves a file, given its position and the environments of its flows
 */
export function linkedResults(
  names: readonly string[],
  maxCases: number,
  resolve: (position: number, environments?: Readonly<Record<string, FlowEnvironment>>) => FileResult,
): readonly FileResult[] {
  const alone = names.map((_, position) => resolve(position));
  const filesOf = (flow: string) =>
    names.filter((_, position) => alone[position]?.flows.some(({ record }) => flowKey(record) === flow));
  const known = new Map(
    names.flatMap((name, position) => {
      const own = alone[position];
      const links = own ? linksIn(own) : [];
      return links.length > 0 ? [[name, { [NONE]: { flows: links } }] as const] : [];
    }),
  );
  const steps = linkFiles({
    ...{ links: known, filesOf, maxCases },
    hashOf: () => NONE,
    unclaimed: [],
    claimsWithout: (without) =>
      alone.flatMap((own, position) =>
        without.has(names[position] ?? "") ? [] : (fileLinks(own).claims ?? []),
      ),
  });
  let step = steps.next();
  while (!step.done)
    step = steps.next(step.value.map(([name, own]) => fileLinks(resolve(names.indexOf(name), own?.byFlow))));
  const { environments } = step.value;
  return alone.map((result, position) => {
    const own = environments.get(names[position] ?? "");
    return own === undefined ? result : resolve(position, own.byFlow);
  });
}
