"""How large a graph may grow: time and memory to build, and latency of a neighbourhood and a path.

Run as `python -m benchmarks.graph [--documents 20000] [--no-exports]`. Building and exporting are given in seconds of
processor time, which a busy machine stretches least. The facts are invented from a seeded generator: ten to a
document, with a few entities in very many facts, as in life. Latencies are also given as ratios to a full scan of the
facts in the same run: the neighbourhood by reading every fact, the path by a plain breadth-first search over a table
of facts made for it. Of each latency median and 95th percentile are printed, in milliseconds.
"""

from __future__ import annotations

import argparse
import gc
import io
import random
import statistics
import time
from collections import deque
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

from corpus.records import DocumentHead, Kind
from extract.records import ROLES, Date, Entity, Evidence, Fact, FactKind, Filler, Label, Modality, Money, Role
from graph.build import build
from graph.export import EXPORTERS
from graph.network import EntityGraph
from graph.view import centrality, neighbours, path, timeline

FACTS_PER_DOCUMENT = 10
ENTITIES_PER_DOCUMENT = 3
SEED = 20211
KINDS = [kind for kind in FactKind if kind is not FactKind.RESPONSE]


def entities(count: int) -> Iterator[Entity]:
    """Yield entities with two names each."""
    labels = list(Label)
    for number in range(count):
        name_ids = (f"name-{number:07}", f"name-{number:07}-short")
        label = labels[number % len(labels)]
        yield Entity(name_ids[0], label, f"Entity {number}", (f"E{number}",), name_ids, 3, 2)


def heads(count: int) -> dict[str, DocumentHead]:
    """Return documents of the years 2000 to 2024, one in fifty without a date."""
    return {
        f"document-{n:07}": DocumentHead(
            f"document-{n:07}", "0" * 64, f"{n}.html", "text/html", Kind.NEWS, "", f"Document {n}",
            None if n % 50 == 0 else f"{2000 + n % 25}-{1 + n % 12:02}-{1 + n % 28:02}", "en", f"Paper {n % 200}", None,
            1, 3000,
        )
        for n in range(count)
    }  # fmt: skip


def facts(documents: int, entity_count: int) -> Iterator[Fact]:
    """Yield ten facts a document; low-numbered entities fill far more roles than others."""
    draw = random.Random(SEED)
    for document in range(documents):
        claims: list[str] = []
        for number in range(FACTS_PER_DOCUMENT):
            kind = FactKind.RESPONSE if claims and draw.random() < 0.1 else draw.choice(KINDS)
            fact_id = f"fact-{document:07}-{number:02}"
            yield one_fact(draw, fact_id, f"document-{document:07}", kind, entity_count, tuple(claims[-1:]))
            claims += [fact_id] if kind is FactKind.ALLEGATION else []


def one_fact(
    draw: random.Random, fact_id: str, document_id: str, kind: FactKind, entity_count: int, answers: tuple[str, ...]
) -> Fact:
    """Return one fact with every role filled but, now and then, one."""
    start = draw.randrange(3000)
    fillers = tuple(
        filler(draw, role, entity_count, start) for role in ROLES[kind] if role is ROLES[kind][0] or draw.random() < 0.8
    )
    quote = f"Words of {fact_id} " + "that say who did what to whom and where and when, " * draw.randint(1, 4)
    return Fact(
        fact_id=fact_id,
        document_id=document_id,
        kind=kind,
        fillers=fillers,
        values=(
            ("amount", Money(Decimal(draw.randrange(1, 500) * 10_000), "USD")),
            ("date", Date(str(draw.randrange(2000, 2024)))),
        ),
        content=quote[:70] if kind in (FactKind.ALLEGATION, FactKind.RESPONSE) else None,
        modality=draw.choice(list(Modality)),
        answers=answers if kind is FactKind.RESPONSE else (),
        confidence=draw.random(),
        evidence=(Evidence(document_id, start, start + len(quote), quote, 1),),
    )


def filler(draw: random.Random, role: Role, entity_count: int, start: int) -> Filler:
    """Return a filler whose entity is drawn from a heavy-tailed distribution."""
    number = int(entity_count * draw.random() ** 3)  # the largest hub fills one role in forty
    short = "-short" if draw.random() < 0.3 else ""
    return Filler(role, f"name-{number:07}{short}", f"Entity {number}", Label.COMPANY, start + 5, start + 12)


def memory_mib() -> float:
    """Return the memory this process holds now, in MiB (Linux)."""
    for line in Path("/proc/self/status").read_text("ascii").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return float("nan")


def timed(act: Callable[[str], object], arguments: list[str]) -> tuple[float, float]:
    """Return median and 95th percentile of the time an act takes, in milliseconds."""
    taken = []
    for argument in arguments:
        began = time.perf_counter()
        act(argument)
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken), sorted(taken)[int(len(taken) * 0.95)]


def scan(documents: int, entity_count: int) -> list[tuple[str, tuple[str, ...]]]:
    """Return the table that the naive baselines read: a fact and the entities in it."""
    return [
        (fact.fact_id, tuple({filler.name_id.removesuffix("-short") for filler in fact.fillers}))
        for fact in facts(documents, entity_count)
    ]


def scanned_path(table: list[tuple[str, tuple[str, ...]]], start: str, end: str) -> int | None:
    """Return the length of the shortest path, by a breadth-first search that scans all facts at every level."""
    reached, seen = {start}, {start}
    for length in range(1, 7):
        near = {other for _fact_id, those in table if not reached.isdisjoint(those) for other in those}
        reached = near - seen
        if end in reached:
            return length
        if not reached:
            return None
        seen |= near
    return None


def report(name: str, ours: tuple[float, float], naive: tuple[float, float] | None = None) -> None:
    """Print one latency and its ratio to the baseline."""
    ratio = f"   {naive[0] / ours[0]:8.1f} x faster than a scan ({naive[0]:.1f} ms)" if naive else ""
    print(f"{name:34} {ours[0]:9.2f} {ours[1]:9.2f}{ratio}")


def measure_reading(graph: EntityGraph, table: list[tuple[str, tuple[str, ...]]]) -> None:
    """Print the latencies of every view."""
    draw = random.Random(SEED)
    everyone = list(graph.entity_ids())
    any_of = draw.sample(everyone, 200)
    hubs = [standing.node.node_id for standing in centrality(graph, limit=20)]
    pairs = deque(zip(draw.sample(everyone, 60), draw.sample(everyone, 60), strict=True))

    def scanned(entity_id: str) -> list[str]:
        return [fact_id for fact_id, those in table if entity_id in those]

    naive = timed(scanned, any_of[:10])
    print(f"{'latency, ms':34} {'median':>9} {'95 %':>9}")
    report("neighbours, any entity", timed(lambda e: neighbours(graph, e), any_of), naive)
    report("neighbours, 20 largest hubs", timed(lambda e: neighbours(graph, e), hubs), naive)
    report("neighbours, hubs, as of 2015", timed(lambda e: neighbours(graph, e, as_of="2015"), hubs), naive)
    report("neighbours, any entity, depth 2", timed(lambda e: neighbours(graph, e, depth=2), any_of[:100]), naive)
    report("neighbours, hubs, depth 2", timed(lambda e: neighbours(graph, e, depth=2), hubs), naive)
    report("timeline, any entity", timed(lambda e: timeline(graph, e), any_of), naive)
    ends = dict(pairs)
    naive = timed(lambda e: scanned_path(table, e, ends[e]), list(ends)[:5])
    report("path between any two", timed(lambda e: path(graph, e, ends[e]), list(ends)), naive)
    report("path between hubs", timed(lambda e: path(graph, e, hubs[0]), hubs[1:]))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--no-exports", action="store_true", help="measure building and reading only")
    given = parser.parse_args()
    documents: int = given.documents
    entity_count = documents * ENTITIES_PER_DOCUMENT
    papers = heads(documents)
    began = time.process_time()
    for _ in facts(documents, entity_count):
        pass
    making = time.process_time() - began
    gc.collect()
    before = memory_mib()
    began = time.process_time()
    graph = build(entities(entity_count), facts(documents, entity_count), papers)
    building = time.process_time() - began - making
    gc.collect()
    count = documents * FACTS_PER_DOCUMENT
    print(f"{documents} documents, {count} facts: {graph.node_count} nodes, {graph.edge_count} edges")
    held = memory_mib() - before
    print(
        f"build {building:.1f} s ({count / building:.0f} facts/s), {held:.0f} MiB ({held * 1024 / count:.2f} KiB/fact)"
    )
    for name, write in () if given.no_exports else EXPORTERS.items():
        stream = io.BytesIO()
        began = time.process_time()
        write(graph, stream)
        print(f"export {name:15} {time.process_time() - began:6.1f} s {len(stream.getvalue()) / 2**20:8.1f} MiB")
        stream.close()
    measure_reading(graph, scan(documents, entity_count))


if __name__ == "__main__":
    main()
