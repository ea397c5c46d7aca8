"""Exports: every format, whole allegations, hostile names, files written whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from graph_facts import HIKVISION, HOSTILE, PATIENT, any_graph, fact, facts_of_any_kind, name_id, story
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.records import Evidence, Fact, FactKind, Role
from graph.build import build
from graph.errors import FileNotWrittenError, FormatUnknownError, PartIncompleteError
from graph.export import EXPORTERS, export
from graph.export.csv_ import FORMULA, NUMBER
from graph.export.cypher import quoted
from graph.export.json_ import read
from graph.export.part import EDGE_COLUMNS, Part
from graph.network import EntityGraph
from graph.records import View
from graph.view import everything, neighbours

STRING = r"'(?:[^'\\]|\\.)*'"
TOKEN = re.compile(rf"{STRING}|`(?:[^`]|``)*`|[A-Za-z_]\w*|-?\d+|[(){{}}\[\]:;,.+=<>-]| ")


def written(part: Part, name: str) -> bytes:
    """What an exporter writes."""
    stream = io.BytesIO()
    EXPORTERS[name](part, stream)
    return stream.getvalue()


def reopened(part: Part, name: str) -> Any:
    """The export as NetworkX reads it."""
    data = io.BytesIO(written(part, name))
    return nx.read_gexf(data) if name == "gexf" else nx.read_graphml(data, force_multigraph=True)


def hostile() -> EntityGraph:
    """A graph in which every name, quote and word is hostile."""
    facts = [
        fact(
            f"f{n}", FactKind.ALLEGATION, {Role.TARGET: name, Role.CLAIMANT: "O'Neill & Sons"}, content=name,
            values={"product": name, "we`ird": name}, evidence=(Evidence("d1", 1, 20, f"“{name}”\r\nand\tmore", None),),
        )
        for n, name in enumerate(HOSTILE)
    ]  # fmt: skip
    return build((), facts, {})


@pytest.mark.parametrize("name", ["gexf", "graphml"])
def test_markup_opens_again(name: str) -> None:
    """NetworkX reads back every node and edge, with evidence on each edge."""
    graph = story()
    found = reopened(graph, name)
    assert found.number_of_nodes() == graph.node_count
    assert found.number_of_edges() == graph.edge_count
    assert found.nodes[HIKVISION]["label"] == "Hikvision"
    assert found.nodes["contract"]["amount"] == "290000000"
    for _source, _target, data in found.edges(data=True):
        assert set(data) >= set(EDGE_COLUMNS) - {"further_evidence"}
        assert (data["start"], data["end"], data["page"]) == (10, 60, 1)


@pytest.mark.parametrize("name", ["gexf", "graphml"])
def test_markup_survives_hostile_names(name: str) -> None:
    """Control characters become replacement characters; quotes, ampersands and line ends come back unchanged."""
    found = reopened(hostile(), name)
    names = {data["label"] for _node, data in found.nodes(data=True)}
    assert {"O'Neill & Sons", 'The "Best" <Co>', "]]>", "石油", "\\u0027"} <= names
    quotes = {data["quote"] for *_ends, data in found.edges(data=True)}
    assert "“石油”\r\nand\tmore" in quotes


def test_json_comes_back_as_it_went() -> None:
    """Reading what was written gives an equal view, path and counts included."""
    view = neighbours(story(), HIKVISION, cap=2)
    assert view.omitted
    assert read(io.BytesIO(written(view, "json"))) == view


def test_json_is_node_link_data() -> None:
    """NetworkX and D3 read the JSON as node-link data."""
    graph = story()
    found = nx.node_link_graph(json.loads(written(graph, "json")), edges="edges")
    assert (found.number_of_nodes(), found.number_of_edges()) == (graph.node_count, graph.edge_count)


def tables(part: Part) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """The two tables of a CSV export."""
    with zipfile.ZipFile(io.BytesIO(written(part, "csv"))) as box:
        nodes, edges = (
            list(csv.DictReader(io.StringIO(box.read(name).decode(), newline=""), strict=True))
            for name in box.namelist()
        )
    return nodes, edges


def test_csv_tables() -> None:
    """Nodes and edges are two tables; an edge names both ends, document, page, offsets, quote and publisher."""
    nodes, edges = tables(story())
    assert {row["node_id"] for row in nodes} >= {HIKVISION, "contract"}
    row = next(row for row in edges if row["edge_id"] == f"contract:supplier:{HIKVISION}")
    assert row["target_name"] == "Hikvision"
    assert row["source_name"] == "contract · 290,000,000 USD"
    assert (row["document_id"], row["page"], row["start"], row["end"]) == ("d1", "1", "10", "60")
    assert (row["publisher"], row["quote"]) == ("The Daily", "The words behind contract.")


def test_csv_runs_no_formula() -> None:
    """No cell begins as a formula does, unless it is a plain number."""
    nodes, edges = tables(hostile())
    cells = [cell for row in (*nodes, *edges) for cell in row.values()]
    assert not [cell for cell in cells if FORMULA.match(cell) and not NUMBER.fullmatch(cell)]
    assert "'=cmd|' /C calc'!A0" in cells


@settings(PATIENT, max_examples=20)
@given(st.text() | st.sampled_from(HOSTILE))
def test_cypher_strings_end_where_they_should(text: str) -> None:
    """A literal is one string token from its first to its last character, on one line."""
    literal = quoted(text)
    assert re.fullmatch(STRING, literal)
    assert len(literal.splitlines()) == 1
    assert re.sub(r"\\\\", "", literal).count("\\u0027") == 0, "no escape that is a quote in disguise"


@pytest.mark.parametrize("graph", [story(), hostile()], ids=["story", "hostile"])
def test_cypher_is_one_statement_a_line(graph: EntityGraph) -> None:
    """Every line is a sequence of tokens with one semicolon, at its end, whatever the names are."""
    lines = written(graph, "cypher").decode().removesuffix("\n").split("\n")
    assert len(lines) == 1 + graph.node_count + graph.edge_count
    for line in lines:
        tokens = TOKEN.findall(line)
        assert "".join(tokens) == line
        assert tokens.count(";") == 1
        assert tokens[-1] == ";"
        assert tokens[0] in ("CREATE", "MERGE", "MATCH")


@pytest.mark.parametrize("name", EXPORTERS)
def test_allegation_without_its_response_is_refused(name: str) -> None:
    """A view from which somebody cut the denial is not exported in any format."""
    view = everything(story())
    cut = View(
        tuple(node for node in view.nodes if node.node_id != "denial"),
        tuple(edge for edge in view.edges if edge.source_id != "denial"),
    )
    with pytest.raises(PartIncompleteError, match="responses"):
        written(cut, name)


def test_loose_edges_are_refused() -> None:
    """A view that lacks an edge's end, or an edge's evidence, is not exported."""
    view = everything(story())
    with pytest.raises(PartIncompleteError, match="its end"):
        written(View(view.nodes[1:], view.edges), "json")
    bare = type(view.edges[0])("e", "contract", HIKVISION, "supplier", "contract", "d1", ())
    with pytest.raises(PartIncompleteError, match="evidence"):
        written(View(view.nodes, (*view.edges, bare)), "json")


@pytest.mark.parametrize("name", EXPORTERS)
def test_view_of_everything_is_written_as_the_graph_is(name: str) -> None:
    """A graph exported as a stream and as a view holds the same facts."""
    graph = story()
    view = everything(graph)
    if name in ("gexf", "graphml"):
        assert nx.utils.graphs_equal(reopened(graph, name), reopened(view, name))
    elif name == "csv":
        assert all(sorted(map(str, a)) == sorted(map(str, b)) for a, b in zip(tables(graph), tables(view), strict=True))
    elif name == "json":
        assert set(read(io.BytesIO(written(graph, name))).edges) == set(view.edges)
    else:
        assert sorted(written(graph, name).splitlines()) == sorted(written(view, name).splitlines())


@settings(PATIENT, max_examples=20)
@given(facts_of_any_kind(), st.randoms(use_true_random=False))
def test_exports_are_the_same_bytes_in_any_order(facts: list[Fact], random: Any) -> None:
    """Shuffled facts give byte-identical files in every format, each readable again, with all responses."""
    shuffled = list(facts)
    random.shuffle(shuffled)
    graph, other = any_graph(facts), any_graph(shuffled)
    for name in EXPORTERS:
        data = written(graph, name)
        assert data == written(other, name)
        assert data == written(graph, name)
    for name in ("gexf", "graphml"):
        assert reopened(graph, name).number_of_edges() == graph.edge_count
    view = read(io.BytesIO(written(graph, "json")))
    answered = {edge.target_id for edge in view.edges if edge.role == "answers"}
    assert answered == {fact_id for fact_id in graph.fact_ids() if list(graph.responses_to(fact_id))}


@pytest.mark.parametrize("name", EXPORTERS)
def test_file_is_written(name: str, tmp_path: Path) -> None:
    """A file appears at the path, and nothing else is left in the folder."""
    path = tmp_path / ("graph.zip" if name == "csv" else f"graph.{name}")
    assert export(story(), name, path) == (path,)
    assert path.read_bytes() == written(story(), name)
    assert list(tmp_path.iterdir()) == [path]


def test_csv_file_not_called_zip_is_two_files(tmp_path: Path) -> None:
    """Edges go to the path given, nodes beside it."""
    files = export(story(), "csv", tmp_path / "links.csv")
    assert [path.name for path in files] == ["links.csv", "links.nodes.csv"]
    assert all(path.read_text("utf-8").startswith(("edge_id,", "node_id,")) for path in files)


def test_failed_export_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If writing stops halfway, the file that was there stays, and no half-written one remains."""
    path = tmp_path / "graph.json"
    path.write_text("old")

    def stop(self: EntityGraph) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(EntityGraph, "edges", stop)
    with pytest.raises(FileNotWrittenError, match="No space left"):
        export(story(), "json", path)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_errors_say_what_would_do(tmp_path: Path) -> None:
    """An unknown format lists those there are; a folder that is not there is named."""
    with pytest.raises(FormatUnknownError, match="gexf"):
        export(story(), "pdf", tmp_path / "x")
    with pytest.raises(FileNotWrittenError, match="folder"):
        export(story(), "json", tmp_path / "missing" / "x.json")


def test_empty_graph_can_be_exported() -> None:
    """A workspace without facts gives valid, empty files."""
    graph = build((), (), {})
    for name in EXPORTERS:
        written(graph, name)
    assert reopened(graph, "gexf").number_of_nodes() == 0
    assert name_id("Acme") not in graph
