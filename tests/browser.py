"""A Chromium driven over a pipe by the Chrome DevTools Protocol: no driver, no port, nothing to install but Chromium.

Messages are JSON, each ended by a NUL byte, on the file descriptors 3 (to the browser) and 4 (from it). Used by the
tests marked `browser` and by `docs/screenshots.py`.
"""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PATIENCE_SECONDS = 60.0
LAUNCH = (
    "import os, sys; reader, writer = (os.dup2(int(end), high) for end, high in zip(sys.argv[1:3], (103, 104))); "
    "os.dup2(reader, 3); os.dup2(writer, 4); os.execvp(sys.argv[3], sys.argv[3:])"
)
"""Puts the pipe where Chromium looks for it; by way of high numbers, as one of its own may be the 3 or 4."""
SWITCHES = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    "--no-first-run",
    "--disable-extensions",
    "--disable-background-networking",
    "--remote-debugging-pipe",
)


def find_chromium() -> str | None:
    """Return the path of a Chromium on this machine, None where there is none; `CHROMIUM` names another."""
    return os.environ.get("CHROMIUM") or next((path for name in NAMES if (path := shutil.which(name))), None)


class Browser:
    """One page of a headless Chromium; use it as a context manager. `console` gathers its errors and warnings."""

    def __init__(self, program: str) -> None:
        self.console: list[str] = []
        self._number = 0
        self._rest = b""
        self._loaded = False
        self._folder = tempfile.TemporaryDirectory(prefix="threadline-browser-", ignore_cleanup_errors=True)
        self._start(program)
        target = self._send("Target.createTarget", {"url": "about:blank"}, session=None)["targetId"]
        attached = self._send("Target.attachToTarget", {"targetId": target, "flatten": True}, session=None)
        self._session: str = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.send(f"{domain}.enable")

    def _start(self, program: str) -> None:
        command_read, self._to = os.pipe()
        self._from, answer_write = os.pipe()
        switches = [*SWITCHES, f"--user-data-dir={self._folder.name}"]

        self._process = subprocess.Popen(
            [sys.executable, "-c", LAUNCH, str(command_read), str(answer_write), program, *switches],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=(command_read, answer_write),
        )
        os.close(command_read)
        os.close(answer_write)

    def __enter__(self) -> Browser:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the browser and what it left on disk."""
        for descriptor in (self._to, self._from):
            os.close(descriptor)
        self._process.terminate()
        try:
            self._process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._folder.cleanup()

    def send(self, method: str, parameters: dict[str, Any] | None = None) -> dict[str, Any]:
        """Send one command to the page and return its result."""
        return self._send(method, parameters or {}, session=self._session)

    def _send(self, method: str, parameters: dict[str, Any], *, session: str | None) -> dict[str, Any]:
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if session is not None:
            message["sessionId"] = session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._receive()
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return dict(answer["result"])
            self._note(answer)

    def _receive(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            if not select.select([self._from], [], [], PATIENCE_SECONDS)[0]:
                raise TimeoutError("Chromium says nothing")
            part = os.read(self._from, 1 << 20)
            if not part:
                raise RuntimeError("Chromium ended unexpectedly")
            self._rest += part
        message, _, self._rest = self._rest.partition(b"\0")
        return dict(json.loads(message))

    def _note(self, event: dict[str, Any]) -> None:
        parameters = event.get("params", {})
        match event.get("method"):
            case "Page.loadEventFired":
                self._loaded = True
            case "Runtime.exceptionThrown":
                self.console.append(str(parameters["exceptionDetails"]))
            case "Runtime.consoleAPICalled" if parameters["type"] in ("error", "warning"):
                self.console.append(str([value.get("value") for value in parameters["args"]]))
            case "Log.entryAdded" if parameters["entry"]["level"] in ("error", "warning"):
                self.console.append(f"{parameters['entry']['text']} {parameters['entry'].get('url', '')}")

    def open(self, address: str) -> None:
        """Go to an address and wait until it is loaded."""
        self._loaded = False
        self.send("Page.navigate", {"url": address})
        self.settle()

    def settle(self) -> None:
        """Wait until the page that is being loaded is there."""
        until = time.monotonic() + PATIENCE_SECONDS
        while not self._loaded:
            if time.monotonic() > until:
                raise TimeoutError("the page did not load")
            self._note(self._receive())

    def ask(self, expression: str) -> Any:
        """Return what a JavaScript expression gives, promises awaited."""
        given = {"expression": expression, "returnByValue": True, "awaitPromise": True}
        answer = self.send("Runtime.evaluate", given)
        if "exceptionDetails" in answer:
            raise RuntimeError(str(answer["exceptionDetails"]))
        return answer["result"].get("value")

    def wait_for(self, expression: str) -> Any:
        """Return what an expression gives once it gives something true."""
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            if found := self.ask(expression):
                return found
            time.sleep(0.05)
        raise TimeoutError(f"{expression} stayed false")

    def follow(self, selector: str) -> None:
        """Click the first element that a selector finds, and wait for the page it leads to."""
        self._loaded = False
        self.ask(f"document.querySelector({json.dumps(selector)}).click()")
        self.settle()

    def press(self, key: str) -> None:
        """Press one key that stands for a character."""
        self.send("Input.dispatchKeyEvent", {"type": "keyDown", "key": key, "text": key})
        self.send("Input.dispatchKeyEvent", {"type": "keyUp", "key": key})

    def forget(self) -> None:
        """Leave the page, and drop cookies, what scripts stored, and what the console said."""
        self.open("about:blank")
        self.send("Network.clearBrowserCookies")
        self.send("Emulation.setScriptExecutionDisabled", {"value": False})
        self.console.clear()

    def look(self, *, width: int, height: int = 900, scheme: str = "light", mobile: bool = False) -> None:
        """Set the size of the window and the colour scheme that it prefers."""
        metrics = {"width": width, "height": height, "deviceScaleFactor": 2 if mobile else 1, "mobile": mobile}
        self.send("Emulation.setDeviceMetricsOverride", metrics)
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.send("Emulation.setEmulatedMedia", {"features": features})

    def picture(self, path: Path, *, whole: bool = False) -> None:
        """Write what is shown, or the whole page, as PNG, or as WebP where the file is called so."""
        form = {"format": "webp", "quality": 84} if path.suffix == ".webp" else {"format": "png"}
        shot = self.send("Page.captureScreenshot", {**form, "captureBeyondViewport": whole})
        path.write_bytes(base64.b64decode(shot["data"]))
