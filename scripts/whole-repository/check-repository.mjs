/** What is wrong with the inventory of a repository, as sentences; none when all holds. */
export function checkRepository(expected, inventory) {
  const problems = [];
  for (const bundle of expected.bundles) {
    if (bundle.uncertain !== undefined) continue;
    if (!inventory.bundles.some((candidate) => isBundle(candidate, bundle)))
      problems.push(`no bundle ${describe(bundle)}`);
  }
  for (const id of expected.mustNot)
    if (inventory.assets.some((asset) => asset.id === id)) problems.push(`there is an asset ${id}`);
  for (const [input, output] of expected.neverPairs) {
    const pair = inventory.bundles.find(
      (bundle) => idsOf(bundle.inputs).includes(input) && idsOf(bundle.outputs).includes(output),
    );
    if (pair) problems.push(`${pair.task} leads from ${input} to ${output}`);
  }
  for (const { flow, match } of expected.gaps) {
    const messages = inventory.gaps.filter((gap) => flowOf(gap) === flow).map(({ message }) => message);
    if (!messages.some((message) => new RegExp(match).test(message)))
      problems.push(`no gap of ${flow} says ${match}: ${JSON.stringify(messages)}`);
  }
  for (const { flow, ids, notIds } of expected.consumers ?? []) {
    const bundles = inventory.bundles.filter((bundle) => flowOf(bundle) === flow);
    const read = bundles.flatMap(({ inputs }) => idsOf(inputs));
    for (const id of ids) if (!read.includes(id)) problems.push(`${flow} is no consumer of ${id}`);
    for (const id of notIds) if (read.includes(id)) problems.push(`${flow} is a consumer of ${id}`);
  }
  for (const { id, external, certainty } of expected.assets ?? []) {
    const asset = inventory.assets.find((candidate) => candidate.id === id);
    if (asset?.external !== external || !certainty.includes(asset.certainty))
      problems.push(`the asset ${id} is ${JSON.stringify(asset)}`);
  }
  return problems;
}

/** What is wrong with the inventory of a second state. */
export function checkAfter({ after }, inventory) {
  const isThere = (bundle) => inventory.bundles.some((candidate) => hasIds(candidate, bundle));
  return [
    ...after.removed.filter(isThere).map((bundle) => `after the change there still is ${describe(bundle)}`),
    ...after.added
      .filter((bundle) => !isThere(bundle))
      .map((bundle) => `after the change there is no bundle ${describe(bundle)}`),
  ];
}

function isBundle(bundle, expected) {
  if (!hasIds(bundle, expected)) return false;
  const isCertain = (side) =>
    bundle[side].every((entry) =>
      expected[side].find(({ id }) => id === entry.id)?.certainty.includes(entry.certainty),
    );
  return isCertain("inputs") && isCertain("outputs") && isStarted(bundle, expected);
}

function hasIds(bundle, expected) {
  return (
    flowOf(bundle) === expected.flow &&
    bundle.task === expected.task &&
    sameIds(bundle.inputs, expected.inputs) &&
    sameIds(bundle.outputs, expected.outputs)
  );
}

/** Where a caller or trigger is named, the bundle has to name it, too. */
function isStarted({ assumptions }, { calledBy, startedBy }) {
  const named = calledBy ?? (startedBy && { flow: startedBy.flow, task: startedBy.trigger });
  if (named === undefined) return true;
  return assumptions.some(
    (activation) =>
      activation.kind === "start" && flowOf(activation) === named.flow && activation.task === named.task,
  );
}

function sameIds(some, others) {
  return JSON.stringify(idsOf(some).sort()) === JSON.stringify(idsOf(others).sort());
}

function idsOf(entries) {
  return entries.map(({ id }) => id);
}

function flowOf({ namespace, flow }) {
  return `${namespace}/${flow}`;
}

function describe({ flow, task, inputs, outputs }) {
  return `${flow} ${task}: ${idsOf(inputs)} -> ${idsOf(outputs)}`;
}
