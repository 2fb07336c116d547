/** What is wrong with the result of a case, as sentences; none when all holds. */
export function checkCase(expected, files) {
  const flows = files.flatMap((file) => file.flows);
  const bundles = flows.flatMap((flow) => flow.bundles);
  const gaps = [...files.flatMap((file) => file.gaps), ...flows.flatMap((flow) => flow.gaps)];
  const ties = flows.flatMap((flow) => flow.ties ?? []);
  const problems = [];
  const accesses = accessesOf(bundles);
  const groups = createGroups(ties);

  for (const access of expected.accesses) {
    const found = accesses.filter((candidate) => isAccess(candidate, access));
    if (found.length === 0) {
      if (!access.optional) problems.push(`no access ${describe(access)}`);
    } else if (!found.some((match) => hasExactness(match.entry, access)))
      problems.push(`${describe(access)} is ${found[0].entry.certainty}: ${found[0].entry.id}`);
  }
  for (const candidate of accesses) {
    if (candidate.bundle.origin === undefined) continue;
    if (!expected.accesses.some((access) => isAccess(candidate, access)) && !isDeclared(candidate, bundles))
      problems.push(`unexpected access: ${candidate.task} ${candidate.direction}s ${candidate.entry.id}`);
  }
  const edges = edgesOf(bundles);
  for (const edge of expected.edges) {
    const [start, end] = [edge.from, edge.to].map((name) => ({ ...name, prefix: edge.prefix }));
    const found = edges.filter(({ from, to }) => hasName(from, start, groups) && hasName(to, end, groups));
    const via = edge.via && found.filter((match) => sameVia(match, edge.via));
    if (found.length === 0) {
      if (!edge.optional) problems.push(`no edge ${edge.from.name} -> ${edge.to.name}`);
    } else if (via !== undefined && via.length === 0)
      problems.push(
        `edge ${edge.from.name} -> ${edge.to.name} goes via ${JSON.stringify(found.map(viaOf))}, not ${edge.via}`,
      );
    else if (
      edge.origin !== undefined &&
      !found.some(({ bundle }) => (bundle.origin ?? "declared") === edge.origin)
    )
      problems.push(`edge ${edge.from.name} -> ${edge.to.name} is not ${edge.origin}`);
  }
  for (const edge of expected.notEdges) {
    const found = edges.filter(
      ({ from, to }) => hasName(from, edge.from, groups) && hasName(to, edge.to, groups),
    );
    for (const { bundle, from, to } of found)
      problems.push(
        `forbidden edge ${edge.from.name} -> ${edge.to.name} (${bundle.task}: ${from.id} -> ${to.id})`,
      );
  }
  const idsOf = ({ task, name }) =>
    accesses
      .filter((candidate) => candidate.task === task && matches(candidate.entry, { name }))
      .map(({ entry }) => groups(entry.id));
  for (const { a, b } of expected.same)
    if (!idsOf(a).some((id) => idsOf(b).includes(id)))
      problems.push(`${a.task} ${a.name} and ${b.task} ${b.name} are not one: ${idsOf(a)} / ${idsOf(b)}`);
  for (const { a, b } of expected.different)
    if (idsOf(a).some((id) => idsOf(b).includes(id)))
      problems.push(`${a.task} ${a.name} and ${b.task} ${b.name} are one`);
  for (const gap of expected.gaps)
    if (!gaps.some((candidate) => candidate.task === gap.task)) problems.push(`no gap at ${gap.task}`);
  for (const gap of expected.noGaps ?? []) {
    const found = gaps.find((candidate) => candidate.task === (gap.task ?? gap));
    if (found) problems.push(`gap at ${found.task}: ${found.message}`);
  }
  const output = JSON.stringify(flows);
  for (const secret of [
    ...expected.secrets,
    ...(expected.secretNames ?? []).map((name) => `secret: ${name}`),
  ])
    if (output.includes(secret)) problems.push(`the output holds ${secret}`);
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

/** Names match whole, or as a dotted suffix of a longer one; `*` stands for what only a run knows. */
function matches({ id, claim }, { name, also = [], prefix }) {
  const names = [name, ...also].map((text) => text.toLowerCase().replace(/\/$/, ""));
  const own = [id, claim?.metadata?.location ?? ""].map((text) => text.toLowerCase());
  if (prefix) own.push(...own.map((text) => text.replace(/\/?\*$/, "")));
  return names.some((candidate) =>
    own.some(
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

/** What a task declares is an access of its own kind. */
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

function hasName(entry, name, groups) {
  if (matches(entry, name)) return true;
  return groups.members(entry.id).some((id) => matches({ id }, name));
}

/** Ids by the asset that ties make of them. */
function createGroups(ties) {
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
