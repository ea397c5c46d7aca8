"""The story of an input, and trying some of the failed ones again."""

from __future__ import annotations

from pathlib import Path

from corpus_files import PROSE, mailed, printed, zipped

from library.library import open_library
from library.wire import story_json


def test_the_whole_story(tmp_path: Path) -> None:
    """Containers with their hashes, every attempt, repetitions and copies are told of each input."""
    (tmp_path / "in").mkdir()
    memo = f"{PROSE} A memo.".encode()
    mail = mailed("Cameras", PROSE, ("memo.txt", memo))
    (tmp_path / "in" / "box.zip").write_bytes(zipped([("mail.eml", mail)]))
    (tmp_path / "in" / "memo.txt").write_bytes(memo)
    (tmp_path / "in" / "locked.pdf").write_bytes(printed([["Secret."]], encrypt="secret"))
    (tmp_path / "in" / "empty.txt").write_bytes(b"")
    with open_library(tmp_path / "w") as library:
        library.add([tmp_path / "in"])
        (story,) = library.stories("in/box.zip!mail.eml!memo.txt")
        told = story_json(story)
        assert [one["location"].rpartition("/")[2] for one in told["chain"]] == ["box.zip", "box.zip!mail.eml"]
        assert all(len(one["sha256"]) == 64 for one in told["chain"])
        assert [one["state"] for one in told["attempts"]] == ["added"]
        assert [location.rpartition("/")[2] for location in told["repeats"]] == ["memo.txt"]
        assert told["tools"]["threadline"]
        assert told["extractor"] == library.rooms.extractor_version
        assert next(library.stories("in/memo.txt")).entry.source.modified_at > "2020"

        assert library.retry(reason="NO SUCH WORDS").found == 0
        assert library.retry(reason="password").found == 1
        assert library.retry(file_kind="pdf", reason="empty").found == 0
        (locked,) = library.stories("in/locked.pdf")
        assert [attempt.number for attempt in locked.attempts] == [1, 2]
        assert all("password" in attempt.reason for attempt in locked.attempts)
    with open_library(tmp_path / "w", passwords=("secret",)) as library:
        assert library.retry(reason="password").added == 1
        (locked,) = library.stories("in/locked.pdf")
        assert [attempt.state.value for attempt in locked.attempts] == ["failed", "failed", "added"]
