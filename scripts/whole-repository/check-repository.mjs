/** The differences between an inventory and the expected result of its repository; empty if there are none. */
export function checkRepository(expected, inventory) {
  const problems = [];
  for (const bundle of expected.bundles) {
    if (bundle.uncertain !== undefined) continue;
    if (!inventory.bundles.some((candidate) => isBundle(candidate, bundle)))
      problems.push(`missing bundle: ${describe(bundle)}`);
  }
  for (const id of expected.mustNot)
    if (inventory.assets.some((asset) => asset.id === id)) problems.push(`unexpected asset: ${id}`);
  for (const [input, output] of expected.neverPairs) {
    const pair = inventory.bundles.find(
      (bundle) => idsOf(bundle.inputs).includes(input) && idsOf(bundle.outputs).includes(output),
    );
    if (pair) problems.push(`unexpected edge in ${pair.task}: ${input} -> ${output}`);
  }
  for (const { flow, match } of expected.gaps) {
    const messages = inventory.gaps.filter((gap) => flowOf(gap) === flow).map(({ message }) => message);
    if (!messages.some((message) => new RegExp(match).test(message)))
      problems.push(`missing gap of ${flow}: ${match}; found ${JSON.stringify(messages)}`);
  }
  for (const { flow, ids, notIds } of expected.consumers ?? []) {
    const bundles = inventory.bundles.filter((bundle) => flowOf(bundle) === flow);
    const read = bundles.flatMap(({ inputs }) => idsOf(inputs));
    for (const id of ids) if (!read.includes(id)) problems.push(`${flow} does not read ${id}`);
    for (const id of notIds) if (read.includes(id)) problems.push(`${flow} unexpectedly reads ${id}`);
  }
  for (const { id, external, certainty } of expected.assets ?? []) {
    const asset = inventory.assets.find((candidate) => candidate.id === id);
    if (asset?.external !== external || !certainty.includes(asset.certainty))
      problems.push(`unexpected properties of ${id}: ${JSON.stringify(asset)}`);
  }
  return problems;
}

/** The differences between the inventory of a second state and the expected changes. */
export function checkAfter({ after }, inventory) {
  const isPresent = (bundle) => inventory.bundles.some((candidate) => hasIds(candidate, bundle));
  return [
    ...after.removed
      .filter(isPresent)
      .map((bundle) => `bundle not removed by the change: ${describe(bundle)}`),
    ...after.added
      .filter((bundle) => !isPresent(bundle))
      .map((bundle) => `bundle not added by the change: ${describe(bundle)}`),
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

/** Whether the bundle has the expected caller or trigger, if any. */
function isStarted({ assumptions }, { calledBy, startedBy }) {
  const starter = calledBy ?? (startedBy && { flow: startedBy.flow, task: startedBy.trigger });
  if (starter === undefined) return true;
  return assumptions.some(
    (activation) =>
      activation.kind === "start" && flowOf(activation) === starter.flow && activation.task === starter.task,
  );
}

function sameIds(a, b) {
  return JSON.stringify(idsOf(a).sort()) === JSON.stringify(idsOf(b).sort());
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
