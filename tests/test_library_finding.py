"""Finding by what people type: names of entities, paths and ids of inputs."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator

import pytest

from extract.records import Entity, Label, Tier
from library.errors import AmbiguousNameError, InputNotFoundError, NameNotFoundError
from library.library import Library, open_library


def entity(number: int, label: Label, name: str, *aliases: str, mentions: int = 1) -> Entity:
    """An entity told apart by its number."""
    return Entity(
        entity_id=f"n{number}",
        label=label,
        name=name,
        aliases=aliases,
        name_ids=(f"n{number}", f"n{number}0"),
        mentions=mentions,
        documents=0,
        tier=Tier.CANDIDATE,
    )


ENTITIES = (
    entity(1, Label.COMPANY, "Veshtar Optics Ltd", "Veshtar", mentions=9),
    entity(2, Label.COMPANY, "Veshtar Optics Holdings GmbH", mentions=8),
    entity(3, Label.PLACE, "Halden", mentions=7),
    entity(4, Label.PERSON, "Halden", mentions=6),
    entity(5, Label.ORGANISATION, "100% Clean_Water", mentions=2),
    *(
        entity(100 + n, Label.COMPANY, f"Orvalis {chr(65 + n // 26)}{chr(65 + n % 26)}x", mentions=5)
        for n in range(250)
    ),
    entity(6, Label.COMPANY, "Orvalis", mentions=1),
)


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A workspace with entities and nothing else."""
    with open_library(tmp_path_factory.mktemp("named") / "w") as library:
        library.rooms.extractions.save_entities(ENTITIES)
        yield library


@pytest.mark.parametrize(
    "text",
    ["n1", "n10", "Veshtar Optics Ltd", "veshtar optics", "VESHTAR", "Veshtar Optics Limited", "the Veshtar's"],
)
def test_an_entity_is_found_by_id_and_name(named: Library, text: str) -> None:
    """By its id, the id of one of its names, a name in any case, with another legal form or none."""
    assert named.entity_called(text).entity_id == "n1"


def test_a_part_is_enough_where_one_name_has_it(named: Library) -> None:
    """Part of a name finds the only entity with it; characters that mean something to a database mean themselves."""
    assert named.entity_called("holdings").entity_id == "n2"
    assert named.entity_called("clean_water").entity_id == "n5"


def test_a_whole_name_wins_however_many_begin_with_it(named: Library) -> None:
    """An entity hardly mentioned is found by its whole name among hundreds that contain it and are mentioned more."""
    assert named.entity_called("Orvalis").entity_id == "n6"


def test_where_several_fit_none_is_guessed(named: Library) -> None:
    """Two entities of one name, or a part of many names: the error names ids, labels and names, ten at most."""
    with pytest.raises(AmbiguousNameError) as same:
        named.entity_called("Halden")
    assert same.value.choices == (("n3", "place", "Halden"), ("n4", "person", "Halden"))
    assert "n3  place  Halden" in str(same.value)
    with pytest.raises(AmbiguousNameError) as many:
        named.entity_called("orval")
    assert len(many.value.choices) == 10


@pytest.mark.parametrize("text", ["", " ", "?!", "Nobody", "%", "|", "\x00", "n"])
def test_what_nothing_is_called_is_told(named: Library, text: str) -> None:
    """No letters, no such name, signs of the database: nothing is found, never everything."""
    if text == "n":
        with pytest.raises(AmbiguousNameError):
            named.entity_called(text)
    else:
        with pytest.raises(NameNotFoundError):
            named.entity_called(text)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A workspace with a note, its copy, an archive that holds two files and one that fails."""
    base = tmp_path_factory.mktemp("explained")
    folder = base / "in"
    folder.mkdir()
    (folder / "note.txt").write_text("The council met in Leeds.")
    (folder / "copy.txt").write_text("The council met in Leeds.")
    (folder / "empty.txt").write_text("")
    with zipfile.ZipFile(folder / "box.zip", "w") as box:
        box.writestr("inner/letter.txt", "The council met in Trieste.")
        box.writestr("blank.txt", "")
    with open_library(base / "w") as library:
        library.add([folder], base=folder, prefix="desk/2021")
        yield library


def told(library: Library, subject: str) -> list[tuple[str, str]]:
    """Return location and state of what `explain` tells."""
    return [(entry.source.location, entry.state.value) for entry, _ in library.explain(subject)]


@pytest.mark.parametrize("subject", ["note.txt", "desk/2021/note.txt", "./2021/note.txt", "/home/x/desk/2021/note.txt"])
def test_a_file_is_found_by_its_path(filled: Library, subject: str) -> None:
    """By the path in the ledger, by its end, and by a longer path to the same place."""
    assert told(filled, subject) == [("desk/2021/note.txt", "duplicate")]


def test_a_document_is_told_with_every_input_that_gave_it(filled: Library) -> None:
    """An id of a document, or its beginning, leads to the first file and to its copies."""
    ((_, head),) = filled.explain("note.txt")
    assert head is not None
    story = [("desk/2021/copy.txt", "added"), ("desk/2021/note.txt", "duplicate")]
    assert told(filled, head.document_id) == story
    assert told(filled, head.document_id[:9]) == story


def test_an_archive_is_told_with_what_is_in_it(filled: Library) -> None:
    """The archive comes first, then its members; a member is found by its own name."""
    assert told(filled, "box.zip") == [
        ("desk/2021/box.zip", "added"),
        ("desk/2021/box.zip!blank.txt", "failed"),
        ("desk/2021/box.zip!inner/letter.txt", "added"),
    ]
    assert told(filled, "letter.txt") == [("desk/2021/box.zip!inner/letter.txt", "added")]


def test_a_failure_is_told_with_its_reason(filled: Library) -> None:
    """What failed has no document but a reason."""
    ((entry, head),) = filled.explain("empty.txt")
    assert head is None
    assert entry.reason == "The file is empty."


@pytest.mark.parametrize("subject", ["", "nothing.txt", "ote.txt", "!", "/"])
def test_what_is_not_there_is_told(filled: Library, subject: str) -> None:
    """A name that no input ends with is refused with what to do."""
    with pytest.raises(InputNotFoundError, match="threadline ledger"):
        filled.explain(subject)
