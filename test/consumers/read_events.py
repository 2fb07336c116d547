"""Rebuilds all OpenLineage events with the classes of openlineage-python, and compares their output with the events.

Usage: python read_events.py INVENTORY EVENTS...
Fails for unknown and missing fields. Static events must also contain all edges of the inventory.
"""

import enum
import json
import sys
import types
import typing
from importlib.metadata import version
from pathlib import Path
from pkgutil import iter_modules
from importlib import import_module

import attr
from openlineage.client import event_v2, generated
from openlineage.client.serde import Serde

FACETS = {
    name: value
    for module in iter_modules(generated.__path__)
    for name, value in vars(import_module(f"openlineage.client.generated.{module.name}")).items()
    if isinstance(value, type) and name.endswith("Facet")
}
BASES = {"run": "RunFacet", "job": "JobFacet", "dataset": "DatasetFacet"}
skipped = set()


def facets(found, kind):
    built = {}
    for key, facet in found.items():
        name = facet["_schemaURL"].rsplit("/", 1)[-1]
        if name not in FACETS:
            # Our facets: the base class has the common fields.
            if not key.startswith("kestra_"):
                raise SystemExit(f"{key}: no class {name}")
            skipped.add(key)
            continue
        built[key] = build(FACETS[name], {k: v for k, v in facet.items() if k not in ("_producer", "_schemaURL")})
    return built


def build(kind, value):
    """Converts a value to the declared class or type of a field."""
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        kinds = [each for each in args if each is not type(None)]
        if value is None:
            return None
        errors = []
        for each in kinds:
            try:
                return build(each, value)
            except Exception as error:
                errors.append(error)
        raise errors[0]
    if origin is list:
        return [build(args[0], each) for each in value]
    if origin is dict:
        return {key: build(args[1], each) for key, each in value.items()}
    if origin is typing.Literal:
        if value not in args:
            raise ValueError(f"{value!r} is none of {args}")
        return value
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return kind(value)
    if isinstance(kind, type) and attr.has(kind):
        hints = typing.get_type_hints(kind, vars(sys.modules[kind.__module__]), vars(typing))
        fields = {}
        for key, each in value.items():
            if key not in hints:
                raise TypeError(f"{kind.__name__} has no field {key}")
            fields[key] = build(hints[key], each)
        return kind(**fields)
    return value


def named(kind, value, facet_kind):
    rest = {key: each for key, each in value.items() if key != "facets"}
    return kind(**rest, facets=facets(value.get("facets", {}), facet_kind))


def event(value):
    kind = value["schemaURL"].rsplit("/", 1)[-1]
    common = {"eventTime": value["eventTime"], "producer": value["producer"]}
    datasets = {
        "inputs": [named(event_v2.InputDataset, each, "dataset") for each in value.get("inputs", [])],
        "outputs": [named(event_v2.OutputDataset, each, "dataset") for each in value.get("outputs", [])],
    }
    known = {"eventTime", "producer", "schemaURL", "eventType", "run", "job", "dataset", "inputs", "outputs"}
    if set(value) - known:
        raise TypeError(f"unknown fields {set(value) - known}")
    if kind == "DatasetEvent":
        return event_v2.DatasetEvent(**common, dataset=named(event_v2.StaticDataset, value["dataset"], "dataset"))
    job = named(event_v2.Job, value["job"], "job")
    if kind == "JobEvent":
        return event_v2.JobEvent(**common, job=job, **datasets)
    run = event_v2.Run(runId=value["run"]["runId"], facets=facets(value["run"].get("facets", {}), "run"))
    return event_v2.RunEvent(
        **common, run=run, job=job, eventType=event_v2.RunState(value["eventType"]), **datasets
    )


def comparable(value):
    """The value without the fields added by the classes, and without our custom facets."""
    if isinstance(value, dict):
        fields = {
            key: comparable(each)
            for key, each in value.items()
            if key not in ("_producer", "_schemaURL", "schemaURL") and not key.startswith("kestra_")
        }
        return {key: each for key, each in fields.items() if each not in (None, {}, [])}
    return [comparable(each) for each in value] if isinstance(value, list) else value


def key(dataset):
    return dataset["namespace"], dataset["name"]


def check(path):
    counts = {}
    edges = set()
    # The name of a dataset may equal the name of its platform.
    ids = {}
    names = set()
    for line in Path(path).read_text().splitlines():
        written = json.loads(line)
        built = json.loads(Serde.to_json(event(written)))
        if comparable(built) != comparable(written):
            raise SystemExit(f"{path}: the classes write another event: {comparable(built)} for {comparable(written)}")
        kind = type(event(written)).__name__
        counts[kind] = counts.get(kind, 0) + 1
        subject = written.get("job") or written["dataset"]
        names.add((kind, subject["namespace"], subject["name"]))
        for dataset in [written.get("dataset"), *written.get("inputs", []), *written.get("outputs", [])]:
            if dataset and "kestra_asset" in dataset.get("facets", {}):
                ids[dataset["namespace"], dataset["name"]] = dataset["facets"]["kestra_asset"]["id"]
        for entry in written.get("job", {}).get("facets", {}).get("lineage", {}).get("entries", []):
            edges |= {(key(source), key(entry)) for source in entry["inputs"]}
    if len(names) != sum(counts.values()):
        raise SystemExit(f"{path}: two events are about the same job or dataset")
    return counts, {(ids[source], ids[target]) for source, target in edges}


inventory = json.loads(Path(sys.argv[1]).read_text())
patterns = {asset["id"] for asset in inventory["assets"] if asset["certainty"] == "pattern"}
expected = {
    (source["id"], target["id"])
    for bundle in inventory["bundles"]
    for source in bundle["inputs"]
    for target in bundle["outputs"]
    if source["id"] != target["id"] and not {source["id"], target["id"]} & patterns
}
words = []
for path in sys.argv[2:]:
    counts, edges = check(path)
    if edges != expected:
        raise SystemExit(f"{path}: edges {sorted(edges ^ expected)} are not in both")
    words.append(f"{Path(path).stem}: {', '.join(f'{count} {kind}' for kind, count in counts.items())}")
print(f"openlineage-python {version('openlineage-python')}: {'; '.join(words)}; {len(expected)} edges each"
      f"; by their base only: {', '.join(sorted(skipped))}")
