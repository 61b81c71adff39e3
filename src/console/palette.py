"""The palette: commands of the registry, themes, and everything that can be done in the book."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.app import App
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider

from console.registry import commands_at
from console.themes import THEME_WORDS
from ledger.kernel.action import actions_of_people
from ledger.kernel.words import Words

if TYPE_CHECKING:
    from console.host import Host
    from ledger.kernel.words import Language

_PLACEHOLDER = Words("输入几个字查找命令…", "type to find a command…")
_THEME = Words("控制台: 换成{name}配色", "Console: Use the theme {name}")
_ACT = Words("办理: {name}", "Act: {name}")

Entry = tuple[str, str, Callable[[], None]]


def open_palette(app: App[None], language: Language) -> None:
    """Open the palette over the screen in front."""
    if not CommandPalette.is_open(cast("App[object]", app)):
        app.push_screen(
            CommandPalette(providers=[RegistryProvider], placeholder=_PLACEHOLDER.to(language))
        )


class RegistryProvider(Provider):
    """Finds commands by their names in the language on show."""

    async def discover(self) -> Hits:
        """Everything, before anything is typed."""
        for name, help, run in self._entries():
            yield DiscoveryHit(name, run, help=help)

    async def search(self, query: str) -> Hits:
        """What matches the letters typed."""
        matcher = self.matcher(query)
        for name, help, run in self._entries():
            score = matcher.match(name)
            if score > 0:
                yield Hit(score, matcher.highlight(name), run, help=help)

    def _entries(self) -> Iterator[Entry]:
        app = cast("Host", self.app)
        state = app.state_of(self.screen)
        for each in commands_at(state.place):
            reason = each.why_not(state)
            help = f"{each.shown}   {app.say(each.tooltip)}"
            if reason is not None:
                help = f"{each.shown}   ! {app.say(reason)}"
            name = f"{app.say(each.area)}: {app.say(each.name)}"
            yield name, help, partial(app.action_command, each.id)
        for theme, words in THEME_WORDS.items():
            name = app.say(_THEME).format(name=app.say(words))
            yield name, "F3", partial(app.use_theme, theme)
        for verb, action in actions_of_people().items():
            yield app.say(_ACT).format(name=app.say(action.words)), verb, partial(app.act, verb)
