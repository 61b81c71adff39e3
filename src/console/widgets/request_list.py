"""Leave and swaps, what waits for whoever looks first."""

from __future__ import annotations

from collections.abc import Sequence

from console.drawing import requests as drawing
from console.drawing.scene import Scene
from console.drawing.spans import Line, Tone
from console.presenters.requests import Inbox, Request
from console.subject import Subject
from console.text import floor as floor_text
from console.text import requests as text
from console.widgets.panel import Panel


class RequestList(Panel):
    """One row a request."""

    DEFAULT_CSS = "RequestList { height: 1fr; }"
    headed = True

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.titled = False
        self._inbox = Inbox((), {})
        self._requests: dict[tuple[str, str], Request] = {}

    def hold(self, inbox: Inbox) -> None:
        """Take over what is listed."""
        self._inbox = inbox

    def rows_of(self, scene: Scene) -> Sequence[tuple[str, str]]:
        """The requests in their order."""
        self._requests = {
            each.key: each
            for each in self._inbox.requests
            if not self.chosen or self.chosen.keeps(drawing.searched(scene, each))
        }
        return list(self._requests)

    def title(self, scene: Scene) -> Line:
        """What this is."""
        return ((scene.say(text.TITLE), Tone.STRONG),)

    def heading(self, scene: Scene) -> Line:
        """The names of the columns."""
        return drawing.heading(self.size.width, scene)

    def draw(self, scene: Scene, first: int, count: int) -> list[Line]:
        """Requests from one on."""
        found = (self._at(key) for key in self._keys[first : first + count])
        return [drawing.row(scene, each, self.size.width) for each in found if each is not None]

    def empty(self, scene: Scene) -> str:
        """What would fill the list."""
        return scene.say(floor_text.NO_MATCH if self.chosen else text.EMPTY)

    def request(self) -> Request | None:
        """What the cursor is on."""
        return self._at(self._under_cursor()) if self._keys else None

    def subject(self) -> Subject | None:
        """The request under the cursor."""
        found = self.request()
        if found is None:
            return None
        return subject_of(found)

    def _at(self, key: object) -> Request | None:
        return self._requests.get(key) if isinstance(key, tuple) else None


def subject_of(request: Request) -> Subject:
    """A request, with what is known of it in the forms of its actions."""
    row = request.row
    given = [(row.kind, row.request), ("person", row.person), ("giver", row.person)]
    if row.other is not None:
        given.append(("taker", row.other))
    return Subject(row.kind, position=row.decided or row.asked, given=tuple(given))
