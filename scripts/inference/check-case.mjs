/** The differences between the inference of a case and its expected result; empty if there are none. */
export function checkCase(expected, files) {
  const flows = files.flatMap((file) => file.flows);
  const bundles = flows.flatMap((flow) => flow.bundles);
  const gaps = [...files.flatMap((file) => file.gaps), ...flows.flatMap((flow) => flow.gaps)];
  const ties = flows.flatMap((flow) => flow.ties ?? []);
  const problems = [];
  const accesses = accessesOf(bundles);
  const assetOf = groupIds(ties);

  for (const access of expected.accesses) {
    const found = accesses.filter((candidate) => isAccess(candidate, access));
    if (found.length === 0) {
      if (!access.optional) problems.push(`missing access: ${describe(access)}`);
    } else if (!found.some((match) => hasExactness(match.entry, access)))
      problems.push(`${describe(access)} has certainty ${found[0].entry.certainty}: ${found[0].entry.id}`);
  }
  for (const candidate of accesses) {
    if (candidate.bundle.origin === undefined) continue;
    if (!expected.accesses.some((access) => isAccess(candidate, access)) && !isDeclared(candidate, bundles))
      problems.push(`unexpected access: ${candidate.task} ${candidate.direction}s ${candidate.entry.id}`);
  }
  const edges = edgesOf(bundles);
  for (const edge of expected.edges) {
    const [start, end] = [edge.from, edge.to].map((name) => ({ ...name, prefix: edge.prefix }));
    const found = edges.filter(({ from, to }) => hasName(from, start, assetOf) && hasName(to, end, assetOf));
    const via = edge.via && found.filter((match) => sameVia(match, edge.via));
    if (found.length === 0) {
      if (!edge.optional) problems.push(`missing edge: ${edge.from.name} -> ${edge.to.name}`);
    } else if (via !== undefined && via.length === 0)
      problems.push(
        `edge ${edge.from.name} -> ${edge.to.name}: via ${JSON.stringify(found.map(viaOf))}, expected ${edge.via}`,
      );
    else if (
      edge.origin !== undefined &&
      !found.some(({ bundle }) => (bundle.origin ?? "declared") === edge.origin)
    )
      problems.push(`edge ${edge.from.name} -> ${edge.to.name}: expected origin ${edge.origin}`);
  }
  for (const edge of expected.notEdges) {
    const found = edges.filter(
      ({ from, to }) => hasName(from, edge.from, assetOf) && hasName(to, edge.to, assetOf),
    );
    for (const { bundle, from, to } of found)
      problems.push(
        `forbidden edge ${edge.from.name} -> ${edge.to.name} (${bundle.task}: ${from.id} -> ${to.id})`,
      );
  }
  const idsOf = ({ task, name }) =>
    accesses
      .filter((candidate) => candidate.task === task && matches(candidate.entry, { name }))
      .map(({ entry }) => assetOf(entry.id));
  for (const { a, b } of expected.same)
    if (!idsOf(a).some((id) => idsOf(b).includes(id)))
      problems.push(`${a.task} ${a.name} and ${b.task} ${b.name} differ: ${idsOf(a)} / ${idsOf(b)}`);
  for (const { a, b } of expected.different)
    if (idsOf(a).some((id) => idsOf(b).includes(id)))
      problems.push(`${a.task} ${a.name} and ${b.task} ${b.name} are the same asset`);
  for (const gap of expected.gaps)
    if (!gaps.some((candidate) => candidate.task === gap.task)) problems.push(`missing gap at ${gap.task}`);
  for (const gap of expected.noGaps ?? []) {
    const found = gaps.find((candidate) => candidate.task === (gap.task ?? gap));
    if (found) problems.push(`unexpected gap at ${found.task}: ${found.message}`);
  }
  const output = JSON.stringify(flows);
  for (const secret of [
    ...expected.secrets,
    ...(expected.secretNames ?? []).map((name) => `secret: ${name}`),
  ])
    if (output.includes(secret)) problems.push(`the output contains ${secret}`);
  return problems;
}

function accessesOf(bundles) {
  return bundles.flatMap((bundle) => [
    ...bundle.inputs
      .filter(({ via }) => via === undefined)
      .map((entry) => ({ bundle, entry, task: bundle.task, direction: "read" })),
    ...bundle.outputs.map((entry) => ({ bundle, entry, task: bundle.task, direction: "write" })),
  ]);
}

function isAccess({ entry, task, direction }, access) {
  return task === access.task && direction === access.direction && matches(entry, access);
}

/** Whether an id has one of the expected names, as a whole or after a separator. `*` is text known only at run time. */
function matches({ id, claim }, { name, also = [], prefix }) {
  const names = [name, ...also].map((text) => text.toLowerCase().replace(/\/$/, ""));
  const actual = [id, claim?.metadata?.location ?? ""].map((text) => text.toLowerCase());
  if (prefix) actual.push(...actual.map((text) => text.replace(/\/?\*$/, "")));
  return names.some((candidate) =>
    actual.some(
      (text) =>
        text === candidate ||
        text.endsWith(`/${candidate}`) ||
        text.endsWith(`.${candidate}`) ||
        text.endsWith(`:${candidate}`),
    ),
  );
}

function hasExactness({ certainty }, { exactness, prefix }) {
  return (
    exactness === undefined ||
    certainty === exactness ||
    (prefix && certainty === "pattern") ||
    (exactness === "perhaps" && certainty === "pattern")
  );
}

/** Whether the task also declares the access. Expected results list inferred accesses only. */
function isDeclared({ entry, task }, bundles) {
  return bundles.some(
    (bundle) =>
      bundle.origin === undefined &&
      bundle.task === task &&
      [...bundle.inputs, ...bundle.outputs].some(({ id }) => id === entry.id),
  );
}

function edgesOf(bundles) {
  return bundles.flatMap((bundle) =>
    bundle.inputs.flatMap((from) => bundle.outputs.map((to) => ({ bundle, from, to }))),
  );
}

function viaOf({ bundle, from }) {
  return [...(from.via ?? []), bundle.task];
}

function sameVia(edge, via) {
  return JSON.stringify(viaOf(edge)) === JSON.stringify(via);
}

function hasName(entry, name, assetOf) {
  if (matches(entry, name)) return true;
  return assetOf.members(entry.id).some((id) => matches({ id }, name));
}

/** Groups the ids of the same asset, by ties. Returns a function from an id to one id of its group. */
function groupIds(ties) {
  const parents = new Map();
  const root = (id) => {
    let at = id;
    while (parents.has(at)) at = parents.get(at);
    return at;
  };
  for (const { ids } of ties) {
    const [a, b] = ids.map(root);
    if (a !== b) parents.set(a, b);
  }
  const all = new Set(ties.flatMap(({ ids }) => ids));
  root.members = (id) => [...all].filter((member) => root(member) === root(id));
  return root;
}
