"""Office files of today's format locked with a password: unlocked with one that was given, and read as a file in them.

Excel itself locks workbooks that are only "protected" with a password that everybody knows; it is tried first.
"""

from __future__ import annotations

import io
from importlib.metadata import version

from corpus.errors import UnreadableError
from corpus.readers.package import LOCKED
from corpus.readers.reading import Attachment, Hint, Reading

NAME = "Office file"
EVERYBODYS = "VelvetSweatshop"
"""[MS-OFFCRYPTO] 2.4.2.3: what a workbook is locked with whose author gave no password to open it."""
OPENED = "It was locked, and opened with a password that was given."


def read(data: bytes, hint: Hint) -> Reading:
    """Return the file that is locked in this one; raises UnreadableError when no password fits."""
    import msoffcrypto

    try:
        locked = msoffcrypto.OfficeFile(io.BytesIO(data))
    except Exception as error:  # the library raises whatever a damaged table leads it to
        raise UnreadableError("The locked Office file is damaged. Get a new copy of it.", f"{error}") from error
    for password in (EVERYBODYS, *hint.passwords):
        unlocked = io.BytesIO()
        try:
            locked.load_key(password=password, verify_password=True)
            locked.decrypt(unlocked)
        except Exception:  # noqa: BLE001, S112 - another password, or whatever a damaged lock leads to
            continue
        inside = Attachment(hint.name.rpartition("/")[2] or "content", unlocked.getvalue())
        tools = (("msoffcrypto-tool", version("msoffcrypto-tool")),)
        return Reading(attachments=(inside,), container=True, note=OPENED, tools=tools)
    raise UnreadableError(LOCKED.format(name=NAME))
