"""The index as its callers use it: what goes in comes out, in the right order, and leaves no trace when taken out."""

from __future__ import annotations

import errno
import os
import random
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hostile_queries import hostile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sizes import sized

from corpus.records import Document, Kind, Section, SectionKind
from search import whoosh_index, whoosh_snapshot, whoosh_writing
from search.arrays import Arrays
from search.errors import IndexDiskError, IndexLockedError, NotAnIndexError
from search.gathering import GAP
from search.index import FACETS, SearchOptions
from search.records import IndexEntry
from search.whoosh_index import BATCH_DOCUMENTS, WhooshIndex, open_index
from search.whoosh_storage import MappedStorage

ARTICLE = (
    "Hikvision won contracts worth $290 million with authorities in Xinjiang. The company denies claims of forced "
    "labour. O’Neill e-mailed the U.S. office about it."
)


def entry(document_id: str, text: str, title: str = "", fingerprint: str = "", **known: object) -> IndexEntry:
    """Return an entry with a text and whatever else is known."""
    fields = {"kind": Kind.NEWS, "date": None, "sections": (), "language": None, "source": None} | {
        name: value for name, value in known.items() if name in {"kind", "date", "sections", "language", "source"}
    }
    document = Document(
        document_id=document_id,
        sha256=document_id,
        location=document_id,
        media_type="text/plain",
        kind_reason="",
        title=title,
        text=text,
        **fields,  # type: ignore[arg-type]
    )
    rest = {name: value for name, value in known.items() if name not in fields}
    return IndexEntry(document, fingerprint=fingerprint, **rest)  # type: ignore[arg-type]


@pytest.fixture
def index(tmp_path: Path) -> Iterator[WhooshIndex]:
    """An empty index."""
    with open_index(tmp_path / "index") as opened:
        yield opened


def ids(index: WhooshIndex, query: str, **options: object) -> list[str]:
    """Return the ids of the hits, in order."""
    return [hit.document_id for hit in index.search(query, SearchOptions(**options)).hits]  # type: ignore[arg-type]


def test_an_empty_index_answers(index: WhooshIndex) -> None:
    """No document, no hit, and no error, with every facet and order."""
    for query in ("", "a", '"a b"~3', "a*", "a~ b", "-a", "date:2019", "company:x", "hikvision~"):
        for sort in ("relevance", "date", "-date", "title"):
            results = index.search(query, SearchOptions(sort=sort, facets=FACETS))
            assert (results.total, results.hits) == (0, ())
    assert index.count() == 0
    assert index.document_ids() == frozenset()


@pytest.mark.parametrize(
    "query",
    [
        "contract",
        "HIKVISION",
        '"forced labour"',
        '"labour forced"~1',
        "o'neill",
        "oneill",
        "email",
        "us",
        "deny",
        "hik*",
        "xinjian?g -dahua",
        "hikvison~",
        "title:founding",
        "founding",
        "company:hangzhou",
        'company:"e7"',
        "supplier:hikvision",
        "kind:news",
        "date:2021",
        "amount:>1m",
        "denied:yes",
        "fact:allegation",
        "source:wire language:en",
        '"@company contracts"~3',
        "@company",
    ],
)
def test_a_document_is_found_by_all_that_is_known_of_it(index: WhooshIndex, query: str) -> None:
    """Words, names, roles, kinds, dates and amounts all lead to it, and not to another."""
    index.add(
        [
            entry(
                "a",
                ARTICLE,
                "The Founding Example",
                date="2021-05-01",
                language="en",
                source="Wire",
                entities=(("company", "e7", "Hikvision"),),
                names=(("company", "Hikvision"), ("company", "Hangzhou Hikvision Digital Technology")),
                roles=(("supplier", "Hikvision"),),
                fact_kinds=("allegation", "contract"),
                denied=True,
                amounts=(2.9e8,),
            ),
            entry("b", "Another thing entirely.", kind=Kind.OTHER),
        ]
    )
    assert ids(index, query.replace("xinjian?g", "xin?iang")) == ["a"]


def test_quoted_words_are_exact(index: WhooshIndex) -> None:
    """Unquoted words match their inflections, quoted ones do not."""
    index.add([entry("a", "one contract"), entry("b", "two contracts")])
    assert set(ids(index, "contracts")) == {"a", "b"}
    assert ids(index, '"contracts"') == ["b"]
    assert ids(index, '"contract"') == ["a"]


def test_words_need_only_be_in_the_same_document(index: WhooshIndex) -> None:
    """AND, NOT, phrases and nearness are about the whole document, across pages and passages."""
    filler = "lorem ipsum dolor. " * 400
    pages = (Section(SectionKind.PAGE, 0, 10, 1), Section(SectionKind.PAGE, 10, 20 + len(filler), 2))
    index.add([entry("a", "the forced labour camp " + filler + "the end", sections=pages)])
    assert ids(index, "forced end") == ["a"]
    assert ids(index, "forced -end") == []
    assert ids(index, '"forced labour"') == ["a"]
    [hit] = index.search('"forced labour"').hits
    assert hit.snippets[0].highlights == ((4, 17),)
    assert hit.page == 1
    [hit] = index.search('"labour forced"~2').hits
    assert hit.snippets[0].highlights == ((4, 10), (11, 17))
    [hit] = index.search("camp").hits
    assert hit.page == 2


def test_mentions_answer_slots_by_how_they_are_used(index: WhooshIndex) -> None:
    """A mention counts where it stands, under its own label, and may be longer than one word."""
    text = "In Beijing it rained. Beijing Haidian Trading denied forced labour. Beijing denied it too."
    spans = [
        (text.index("Beijing"), "place"),
        (text.index("Beijing H"), "company"),
        (text.rindex("Beijing"), "government"),
    ]
    lengths = {"place": 7, "company": len("Beijing Haidian Trading"), "government": 7}
    mentions = tuple((label, start, start + lengths[label]) for start, label in spans)
    index.add([entry("a", text, mentions=mentions)])
    assert ids(index, '"@company denied"') == ["a"]
    assert ids(index, '"@government denied it"') == ["a"]
    assert ids(index, '"@place denied"') == []
    [hit] = index.search('"@company labour"~2').hits
    assert [hit.snippets[0].text[a:b] for a, b in hit.snippets[0].highlights] == ["Beijing Haidian Trading", "labour"]


def test_a_long_document_is_quoted_from_the_right_page(index: WhooshIndex) -> None:
    """Of nine hundred pages, the one that holds the words is shown."""
    pages, sections, start = [], [], 0
    for number in range(1, 901):
        page = f"Clause {number} speaks of supplies and of payment. " * 6 + (
            "The zebra is named. " if number == 707 else ""
        )
        pages.append(page)
        sections.append(Section(SectionKind.PAGE, start, start + len(page), number))
        start += len(page)
    index.add([entry("a", "".join(pages), sections=tuple(sections))])
    [hit] = index.search("zebra payment").hits
    assert hit.page == 707
    assert [s.text[a:b] for s in hit.snippets[:1] for a, b in s.highlights] == ["zebra"]
    assert all("".join(pages)[s.start : s.end] == s.text for s in hit.snippets)
    assert index.search("pages:900").total == 1


def test_adding_again_replaces(index: WhooshIndex) -> None:
    """A document added again is found by its new text only, in the same batch or a later one."""
    index.add([entry("a", "old words", fingerprint="1"), entry("b", "other")])
    index.add([entry("a", "new words", fingerprint="2"), entry("a", "newest words", fingerprint="3")])
    assert ids(index, "words") == ["a"]
    assert ids(index, "old OR new") == []
    assert ids(index, "newest") == ["a"]
    assert index.fingerprints() == {"a": "3", "b": ""}
    assert index.count() == 2


def test_a_removed_document_is_gone_at_once(index: WhooshIndex) -> None:
    """It is in no hit, total, facet or list, and scores are as if it had never been."""
    index.add([entry(name, f"word {name} " * (i + 1), kind=Kind.OTHER) for i, name in enumerate("abcd")])
    scores = {hit.document_id: hit.score for hit in index.search("word").hits}
    index.add([entry("e", "word", source="gone")])
    assert index.remove(["e", "nothing"]) == 1
    results = index.search("word", SearchOptions(facets=FACETS))
    assert {hit.document_id: hit.score for hit in results.hits} == pytest.approx(scores)
    assert dict(results.facets)["source"] == ()
    assert index.document_ids() == frozenset("abcd")
    assert index.remove(["e"]) == 0


def test_clearing_takes_everything_out(index: WhooshIndex) -> None:
    """After it the index is empty, and can be filled again."""
    index.add([entry("a", "word")])
    index.clear()
    assert index.count() == 0
    index.add([entry("b", "word")])
    assert ids(index, "word") == ["b"]


def test_facets_name_entities_and_tell_namesakes_apart(index: WhooshIndex) -> None:
    """Entities are counted by id; where two share a name, the id stands behind it; `facet_ids` lead to them."""
    for name, entities in {
        "a": (("company", "c1", "Acme"), ("place", "p1", "Rome")),
        "b": (("company", "c2", "Acme"),),
        "c": (("company", "c2", "Acme"), ("company", "c3", "Zeta")),
    }.items():
        index.add([entry(name, "x", entities=entities)])
    results = index.search("", SearchOptions(facets=("company", "place")))
    assert dict(results.facets)["company"] == (("Acme (c2)", 2), ("Acme (c1)", 1), ("Zeta", 1))
    assert dict(dict(results.facet_ids)["company"])["Acme (c2)"] == "c2"
    assert set(ids(index, 'company:"c2"')) == {"b", "c"}
    limited = index.search("", SearchOptions(facets=("company",), facet_values=1))
    assert dict(limited.facets)["company"] == (("Acme (c2)", 2),)


def test_a_word_in_the_title_counts_more(index: WhooshIndex) -> None:
    """Of two equal documents, the one with the word in its title is first; equal ones go by id."""
    index.add(
        [entry("b", "zebra here", "Horses"), entry("a", "zebra here", "Horses"), entry("c", "zebra here", "Zebra")]
    )
    assert ids(index, "zebra") == ["c", "a", "b"]


def test_many_small_batches_stay_few_segments(index: WhooshIndex, tmp_path: Path) -> None:
    """Adding one document at a time keeps the number of files small, and loses none."""
    for number in range(40):
        index.add([entry(f"d{number:02}", f"word number{number}", "Title", date="2019", amounts=(float(number),))])
    assert index.count() == 40
    assert ids(index, "number17") == ["d17"]
    assert ids(index, "amount:39") == ["d39"]
    assert len({path.name.partition(".")[0] for path in (tmp_path / "index").glob("MAIN_*.arrays")}) <= 12


@pytest.mark.parametrize("rebuilt", [False, True])
def test_no_segment_outgrows_its_addresses(
    index: WhooshIndex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, rebuilt: bool
) -> None:
    """Where segments would have more words than can be addressed, there are more of them, and all is still found."""
    most = 40 * GAP
    monkeypatch.setattr(whoosh_writing, "MOST_ADDRESSES", most)
    monkeypatch.setattr(whoosh_index, "BATCH_DOCUMENTS", 7)
    entries = [entry(f"d{n:03}", f"forced labour number{n} here", "Title") for n in range(210)]
    if rebuilt:
        index.rebuild(entries)
    else:
        index.add(entries)
        index.add(entries[50:60])
        index.remove(["d001"])
        index.add(entries[1:2])
    sizes = [int(Arrays(path)["body.bases"][-1]) for path in (tmp_path / "index").glob("MAIN_*.arrays")]
    assert max(sizes) <= most
    assert len(sizes) <= 24, "those that are not full are still merged"
    assert index.count() == len(index.document_ids()) == 210
    assert index.search('"forced labour number77"').total == 1
    assert index.search('"labour forced"~2', SearchOptions(limit=0)).total == 210
    assert index.check() == ()


def test_a_batch_is_cut_where_it_grows_large(index: WhooshIndex) -> None:
    """More documents than a batch holds are all added, from a generator, in one call."""
    assert index.add(entry(f"d{n}", "w") for n in range(BATCH_DOCUMENTS + 5)) == BATCH_DOCUMENTS + 5
    assert index.search("w", SearchOptions(limit=0)).total == BATCH_DOCUMENTS + 5


def test_a_failing_source_leaves_the_index_as_it_was(index: WhooshIndex) -> None:
    """When the entries break off, nothing of the batch is seen, and the next one can be written."""
    index.add([entry("a", "before")])

    def breaking() -> Iterator[IndexEntry]:
        yield entry("b", "after")
        raise RuntimeError("the source broke")

    with pytest.raises(RuntimeError):
        index.add(breaking())
    assert index.document_ids() == {"a"}
    index.add([entry("c", "again")])
    assert index.document_ids() == {"a", "c"}


def test_readers_see_what_another_process_committed(index: WhooshIndex, tmp_path: Path) -> None:
    """A second opening of the folder sees each commit of the first, and the other way round."""
    with open_index(tmp_path / "index") as other:
        index.add([entry("a", "word")])
        assert ids(other, "word") == ["a"]
        other.add([entry("b", "word")])
        assert ids(index, "word") == ["a", "b"]
        index.remove(["a"])
        assert ids(other, "word") == ["b"]


def test_a_second_writer_waits_and_then_says_why(index: WhooshIndex, tmp_path: Path) -> None:
    """While one writes, another gets a clear error after its time; reading goes on."""
    index.add([entry("a", "word")])
    writing, done = threading.Event(), threading.Event()

    def slow() -> Iterator[IndexEntry]:
        yield entry("b", "word")

    with open_index(tmp_path / "index", lock_seconds=0.2) as other:

        class Waiting:
            """Holds the write lock until told."""

            def __call__(self) -> None:
                with index._batch() as batch:
                    batch.add(next(slow()))
                    writing.set()
                    done.wait(20)

        thread = threading.Thread(target=Waiting())
        thread.start()
        assert writing.wait(20)
        with pytest.raises(IndexLockedError, match="Another process is writing"):
            other.add([entry("c", "word")])
        assert ids(other, "word") == ["a"]
        done.set()
        thread.join()
        assert ids(other, "word") == ["a", "b"]


def test_what_is_kept_of_queries_is_bounded(index: WhooshIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many different questions are asked, few of their parts are kept, and answers stay the same."""
    monkeypatch.setattr(whoosh_snapshot, "MAX_HELD", 10)
    index.add([entry(f"d{n}", f"word number{n}") for n in range(40)])
    for _ in range(2):
        assert [index.search(f"word number{n}").total for n in range(40)] == [1] * 40
    assert index._snapshot is not None
    assert len(index._snapshot._held) <= 10


def test_threads_may_search_together(index: WhooshIndex) -> None:
    """One index object serves several threads with the same answers."""
    index.add([entry(f"d{n}", ARTICLE + f" number{n}") for n in range(30)])
    expected = index.search("contract hik* labour")
    answers: list[object] = []
    threads = [threading.Thread(target=lambda: answers.append(index.search("contract hik* labour"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [expected] * 8


def test_a_lost_index_is_begun_anew(tmp_path: Path) -> None:
    """A folder that is missing, of another version, unfinished or damaged opens empty and says so."""
    path = tmp_path / "index"

    def fill() -> None:
        with open_index(path) as opened:
            opened.add([entry("a", ARTICLE)])
            assert opened.rebuilt == ""

    def reopened() -> str:
        with open_index(path) as opened:
            assert opened.count() == 0
            assert opened.search("hikvision").total == 0
            return opened.rebuilt

    fill()
    (path / "index.json").write_text('{"engine": "whoosh", "version": 0}', "utf-8")
    assert "another version" in reopened()
    fill()
    (path / "index.json").write_text("{", "utf-8")
    assert "damaged" in reopened()
    fill()
    (path / "index.json").unlink()
    assert "unfinished" in reopened()
    for pattern in ("*.arrays", "_MAIN_*.toc"):
        fill()
        [victim] = path.glob(pattern)
        victim.write_bytes(victim.read_bytes()[:-7])
        assert "damaged" in reopened(), pattern
        fill()
        [victim] = path.glob(pattern)
        victim.unlink()
        assert "damaged" in reopened(), pattern


def test_flipped_bytes_are_found_by_checking(tmp_path: Path) -> None:
    """Damage that leaves sizes alone is found by reading every file."""
    path = tmp_path / "index"
    with open_index(path) as opened:
        opened.add([entry("a", ARTICLE)])
        assert opened.check() == ()
        [victim] = path.glob("*.arrays")
        data = bytearray(victim.read_bytes())
        data[len(data) // 2] ^= 0xFF
        victim.write_bytes(data)
        assert opened.check() == (victim.name,)


def test_a_folder_of_other_files_is_left_alone(tmp_path: Path) -> None:
    """An index is never made where somebody keeps something else."""
    (tmp_path / "letter.txt").write_text("dear", "utf-8")
    with pytest.raises(NotAnIndexError, match="not a search index"):
        open_index(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


AWKWARD = "\"'()[]*?~:-+|&@<>=.,/\\%! \t\n\x00ORANDNOTtitlecompanydatekind0129abé新\u00ad\u200d\ud800"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WhooshIndex]:
    """An index with a few documents of every sort, among them strange ones."""
    texts = [
        ARTICLE,
        "",
        " ",
        "\ud800 lone \x00",
        "新疆棉花 " * 700,
        "a" * 30_000,
        "a-" * 3_000,
        "((( \n" * 900,
        "é\u0301" * 5000,
    ]
    with open_index(tmp_path_factory.mktemp("hostile") / "index") as opened:
        opened.add([entry(f"d{n}", text, text[:50], date="2019-1x") for n, text in enumerate(texts)])
        yield opened


@given(st.text(max_size=150) | st.text(st.sampled_from(AWKWARD), max_size=150))
@settings(max_examples=sized(120, 5_000), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_query_is_answered(filled: WhooshIndex, query: str) -> None:
    """No string makes searching fail, and every highlight lies in its snippet."""
    for hit in filled.search(query, SearchOptions(facets=FACETS)).hits:
        for snippet in hit.snippets:
            assert len(snippet.text) == snippet.end - snippet.start
            assert all(0 <= a < b <= len(snippet.text) for a, b in snippet.highlights)


def check_hostile(index: WhooshIndex, queries: int) -> None:
    """Ask so many hostile queries: each is answered, and in under two seconds of computing."""
    dice = random.Random(queries)
    for _ in range(queries):
        query = hostile(dice)
        begun = time.thread_time()
        index.search(query, SearchOptions(facets=FACETS, limit=5))
        assert time.thread_time() - begun < 2, query


def test_hostile_queries_are_answered_soon(filled: WhooshIndex) -> None:
    """No string takes long, whatever it is made of."""
    check_hostile(filled, 80)


@pytest.mark.slow
def test_very_many_hostile_queries_are_answered_soon(filled: WhooshIndex) -> None:
    """The same with many more; the whole is 50,000."""
    check_hostile(filled, sized(2_000, 50_000))


@pytest.mark.parametrize(
    "piece", ["a ", "a* ", "*a* ", "aaa~2 ", '"a b"~9 ', "-a ", "(a OR b) ", "company:a ", '"', "新", "a-"]
)
def test_very_long_queries_are_answered_soon(filled: WhooshIndex, piece: str) -> None:
    """A query of ten thousand characters and more is answered within two seconds."""
    begun = time.thread_time()
    filled.search(piece * 20_000)
    assert time.thread_time() - begun < 2


def test_rebuilding_puts_new_documents_in_place_of_all(index: WhooshIndex, tmp_path: Path) -> None:
    """Until the last is written a reader finds the old ones; a document told twice is found by what was told last."""
    index.add([entry("a", "old words"), entry("b", "old words")])
    with open_index(tmp_path / "index") as reader:

        def told() -> Iterator[IndexEntry]:
            yield entry("a", "first telling")
            yield entry("a", "second telling")
            for number in range(BATCH_DOCUMENTS):
                yield entry(f"n{number:04}", "new words")
            assert ids(reader, "old") == ["a", "b"]
            assert index.search("new").total == 0

        assert index.rebuild(told()) == BATCH_DOCUMENTS + 1
        assert reader.search("new").total == index.search("new").total == BATCH_DOCUMENTS
        assert ids(reader, "telling") == ids(index, "second") == ["a"]
        assert ids(index, "old") == ids(index, "first") == []


def test_a_rebuilding_that_breaks_off_leaves_the_old_index(index: WhooshIndex, tmp_path: Path) -> None:
    """What was written of it is deleted, and the next writer is not kept out."""
    index.add([entry("a", "old words")])
    files = sorted(path.name for path in (tmp_path / "index").iterdir())

    def breaking() -> Iterator[IndexEntry]:
        for number in range(BATCH_DOCUMENTS + 1):
            yield entry(f"n{number}", "new")
        raise RuntimeError("the source broke")

    with pytest.raises(RuntimeError):
        index.rebuild(breaking())
    assert ids(index, "old") == ["a"]
    assert sorted(path.name for path in (tmp_path / "index").iterdir()) == files
    index.add([entry("b", "more")])
    assert index.count() == 2


def test_a_full_disk_is_no_damage(index: WhooshIndex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the disk refuses is told as that, nothing committed is lost, and with room again writing goes on."""
    index.add([entry("a", "before")])
    real = MappedStorage.new_file

    def full(storage: MappedStorage, name: str) -> object:
        real(storage, name).close()
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(MappedStorage, "new_file", full)
        for write in (index.add, index.rebuild):
            with pytest.raises(IndexDiskError, match=r"No space left on device\. Make room"):
                write([entry("b", "after")])
    assert len(list((tmp_path / "index").glob("*.arrays"))) == 1
    with open_index(tmp_path / "index") as again:
        assert again.rebuilt == ""
        assert again.document_ids() == {"a"}
    index.add([entry("c", "again")])
    assert index.document_ids() == {"a", "c"}


def test_readers_do_not_wait_for_a_writer_in_their_own_process(index: WhooshIndex) -> None:
    """While a batch is being gathered, the same object answers from the commit before."""
    index.add([entry("a", "word")])

    def asking() -> Iterator[IndexEntry]:
        answers: list[int] = []
        thread = threading.Thread(target=lambda: answers.append(index.search("word").total))
        thread.start()
        thread.join(20)
        assert answers == [1]
        yield entry("b", "word")

    index.add(asking())
    assert index.search("word").total == 2
