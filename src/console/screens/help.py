"""Help, made from the registry: every key of the screen one came from."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from console.command import State
from console.drawing.spans import fit
from console.registry import commands_at
from ledger.kernel.words import Language, Words

_TITLE = Words("帮助 · 本屏按键", "Help · the keys of this screen")
_SIGNS = Words(
    "符号：!! 已超限，立即处理   ! 有风险   · 供参考   无符号即正常。颜色只重复符号的意思。",
    "Signs: !! breached, act now   ! at risk   · for information   none is normal. Colour only "
    "repeats the sign.",
)
_CLOSE = Words("Esc 返回", "Esc returns")
_CANNOT = Words("现在不能用：{reason}", "not now: {reason}")


class HelpScreen(ModalScreen[None]):
    """The keys of a screen in a state; any of the usual keys closes it."""

    BINDINGS = [("escape,q,backspace,f1,question_mark", "dismiss", "")]

    def __init__(self, state: State) -> None:
        super().__init__()
        self._state = state

    def compose(self) -> ComposeResult:
        """One scrolling page."""
        language: Language = getattr(self.app, "language", "zh")
        with VerticalScroll(classes="dialog") as page:
            page.border_title = _TITLE.to(language)
            page.border_subtitle = _CLOSE.to(language)
            yield Static(help_text(self._state, language), markup=False)

    def on_click(self, event: events.Click) -> None:
        """A click beside the page closes it."""
        if event.widget is self:
            self.dismiss()


def help_text(state: State, language: Language) -> str:
    """The page: for each command its key, its name, what it does, and why not if so."""
    lines = [_SIGNS.to(language), ""]
    area: Words | None = None
    for each in commands_at(state.place):
        if each.area != area:
            area = each.area
            lines += ["", area.to(language)]
        lines.append(f"  {fit(each.shown, 10)} {each.name.to(language)}")
        lines.append(f"  {'':10} {each.help.to(language)}")
        reason = each.why_not(state)
        if reason is not None:
            lines.append(f"  {'':10} ! {_CANNOT.to(language).format(reason=reason.to(language))}")
    return "\n".join(lines)
