"""Reads the exports with third-party programs, and compares them with the inventory.

python read_exports.py FOLDER SCHEMAS: FOLDER has inventory.json and the exports, SCHEMAS our JSON Schemas. Prints one line
a consumer, and exits with 1 after the first that does not agree.
"""

import csv
import json
import sys
from collections import Counter
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

folder, schemas = Path(sys.argv[1]), Path(sys.argv[2])
inventory = json.loads((folder / "inventory.json").read_text())


def same(name, found, expected):
    if found != expected:
        raise SystemExit(f"{name}: found {found!r}, expected {expected!r}"[:2000])


def report(package, *counts):
    print(f"{package} {version(package)}: {', '.join(counts)}")


ASSETS = {asset["id"] for asset in inventory["assets"]}
# An edge is a pair of an input and an output of the same case of a declaration.
EDGES = {
    (source["id"], target["id"])
    for bundle in inventory["bundles"]
    for source in bundle["inputs"]
    for target in bundle["outputs"]
    if source["id"] != target["id"]
}
LISTS = [key for key, value in inventory.items() if isinstance(value, list) and key != "roots"]


def graphml():
    import networkx

    graph = networkx.read_graphml(folder / "graph.graphml")
    same("kind of the graph", graph.is_directed(), True)
    labels = networkx.get_node_attributes(graph, "label")
    same("nodes", {labels[node] for node in graph.nodes}, ASSETS)
    edges = {(labels[a], labels[b]) for a, b, data in graph.edges(data=True) if data["kind"] == "upstream-of"}
    same("edges", edges, EDGES)
    for asset in inventory["assets"]:
        node = graph.nodes[f"asset:{asset['id']}"]
        same("attributes", (node["external"], node["certainty"]), (asset["external"], asset["certainty"]))
    order = list(networkx.condensation(graph).nodes)
    report("networkx", f"{len(graph.nodes)} nodes", f"{len(edges)} edges", f"{len(order)} components")


def ion():
    from amazon.ion import simpleion

    def plain(value):
        if isinstance(value, Mapping):
            return {str(key): plain(each) for key, each in value.items()}
        if isinstance(value, list):
            return [plain(each) for each in value]
        if isinstance(value, bool) or value is None or type(value).__name__ == "IonPyBool":
            return None if value is None else bool(value)
        if type(value).__name__ in ("IonPyNull",):
            return None
        if isinstance(value, int):
            return int(value)
        if isinstance(value, float) or type(value).__name__ == "IonPyDecimal":
            return float(value)
        return str(value)

    texts = []
    for name in ["inventory.ion", "inventory.10n"]:
        values = simpleion.loads((folder / name).read_bytes(), single_value=False)
        texts.append([plain(value) for value in values])
    same("binary and text", texts[0], texts[1])
    records = [json.loads(line) for line in (folder / "inventory.ndjson").read_text().splitlines()]
    same("records", texts[0], plain(records))
    kinds = Counter(record["record"] for record in texts[0])
    same("counts", {name: kinds[name] for name in LISTS}, {name: len(inventory[name]) for name in LISTS})
    report("amazon.ion", f"{len(records)} records", f"{kinds['assets']} assets", f"{kinds['bundles']} bundles", "text and binary")


def tables():
    import duckdb

    counts = []
    for name in LISTS:
        rows = duckdb.sql(
            f"select count(*) from read_csv('{folder}/csv/{name}.csv', header=true, all_varchar=true, quote='\"', escape='\"')"
        ).fetchall()[0][0]
        same(f"rows of {name}", rows, len(inventory[name]))
        counts.append(f"{rows} {name}")
    assets = duckdb.sql(f"select id, \"external:json\" from read_csv('{folder}/csv/assets.csv', header=true, all_varchar=true)")
    same("ids", {(id, external == "true") for id, external in assets.fetchall()},
         {(asset["id"], asset["external"]) for asset in inventory["assets"]})
    edges = duckdb.sql(f'select distinct "from", "to" from read_csv(\'{folder}/csv/edges.csv\', header=true, all_varchar=true)')
    same("edges", set(edges.fetchall()), EDGES)
    lines = duckdb.sql(
        f"select record, count(*) from read_json('{folder}/inventory.ndjson', format='newline_delimited', union_by_name=true, sample_size=-1) group by 1"
    ).fetchall()
    expected = {name: len(inventory[name]) for name in LISTS if inventory[name]}
    same("records", {record: count for record, count in lines if record != "inventory"}, expected)
    # Also with the parser of the standard library.
    with open(folder / "csv/bundles.csv", newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    same("bundles", [json.loads(row["inputs:json"]) for row in rows], [bundle["inputs"] for bundle in inventory["bundles"]])
    report("duckdb", *counts, f"{len(EDGES)} edges", f"{sum(expected.values())} records of NDJSON")


def junit():
    from junitparser import JUnitXml

    findings = json.loads((folder / "lint.json").read_text())["findings"]
    xml = JUnitXml.fromfile(str(folder / "lint.xml"))
    same("tests and failures", (xml.tests, xml.failures), (len(findings), len(findings)))
    cases = Counter((suite.name, case.name) for suite in xml for case in suite if case.result)
    expected = Counter(
        (each["place"]["file"], f"{each['rule']} ({each['place']['line']}:{each['place']['column']})")
        for each in findings
    )
    same("cases", cases, expected)
    messages = [result.message for suite in xml for case in suite for result in case.result]
    same("messages", Counter(messages), Counter(each["message"] for each in findings))
    report("junitparser", f"{sum(cases.values())} cases in {len(list(xml))} suites")


def json_schemas():
    import jsonschema

    read = 0
    for schema, answers in {
        "inventory": ["inventory.json", "export.json"],
        "findings": ["lint.json"],
        "config": ["config.json"],
    }.items():
        rules = json.loads((schemas / f"{schema}.schema.json").read_text())
        kind = jsonschema.validators.validator_for(rules)
        kind.check_schema(rules)
        for name in answers:
            kind(rules).validate(json.loads((folder / name).read_text()))
            read += 1
    report("jsonschema", f"{read} documents of 3 schemas")


for check in [graphml, ion, tables, junit, json_schemas]:
    check()
