"""The three themes, and how each makes a tone look.

Grey is normal and colour means deviation. The colour-blind theme says with blue and orange what
the others say with amber and red; in each, a breach is also bold on a ground of its own, so that
it stands out without any colour.
"""

from __future__ import annotations

from functools import cache

from rich.style import Style
from textual.theme import Theme

from console.drawing.spans import Tone
from ledger.kernel.words import Words

THEMES: dict[str, Theme] = {
    theme.name: theme
    for theme in (
        Theme(
            name="dutybook-dark",
            primary="#7a9cc6",
            secondary="#5f6b7a",
            warning="#e0a93b",
            error="#e5534b",
            success="#6fae7a",
            accent="#7a9cc6",
            foreground="#c3c7cc",
            background="#15181c",
            surface="#1c2025",
            panel="#262b32",
            dark=True,
        ),
        Theme(
            name="dutybook-light",
            primary="#2b5c94",
            secondary="#7a8490",
            warning="#a86400",
            error="#b3261e",
            success="#2e6b3c",
            accent="#2b5c94",
            foreground="#33383e",
            background="#f6f5f1",
            surface="#eceae4",
            panel="#e0ddd5",
            dark=False,
        ),
        Theme(
            name="dutybook-blue-orange",
            primary="#8ab4e8",
            secondary="#5f6b7a",
            warning="#79b8ff",
            error="#ff9d2e",
            success="#b9c4d0",
            accent="#8ab4e8",
            foreground="#c3c7cc",
            background="#12161d",
            surface="#1a1f28",
            panel="#242b36",
            dark=True,
        ),
    )
}

THEME_WORDS: dict[str, Words] = {
    "dutybook-dark": Words("深色", "dark"),
    "dutybook-light": Words("浅色", "light"),
    "dutybook-blue-orange": Words("蓝橙（色觉友好）", "blue and orange (colour-blind)"),
}

_QUIET = {
    "dutybook-dark": "#6c7580",
    "dutybook-light": "#858a90",
    "dutybook-blue-orange": "#6f7a88",
}


@cache
def palette(theme_name: str) -> dict[Tone, Style]:
    """How each tone looks in a theme; the dark one's looks for a theme that is not ours."""
    name = theme_name if theme_name in THEMES else "dutybook-dark"
    theme = THEMES[name]
    quiet, on_alarm = _QUIET[name], "#ffffff" if name != "dutybook-blue-orange" else "#1a1205"
    ground = Style(bgcolor=theme.background)
    looks = {
        Tone.NORMAL: Style(color=theme.foreground),
        Tone.QUIET: Style(color=quiet),
        Tone.STRONG: Style(color=theme.foreground, bold=True),
        Tone.TITLE: Style(color=theme.foreground),
        Tone.FOCUS: Style(color=theme.primary, bold=True),
        Tone.INFO: Style(color=theme.primary),
        Tone.WARN: Style(color=theme.warning, bold=True),
        Tone.ALARM: Style(color=on_alarm, bgcolor=theme.error, bold=True),
        Tone.NOTED: Style(color=theme.error, bold=True),
        Tone.GOOD: Style(color=theme.success),
        Tone.KEY: Style(color=theme.primary),
        Tone.STALE: Style(color=quiet, italic=True),
    }
    return {tone: ground + look for tone, look in looks.items()}


def under_cursor(style: Style) -> Style:
    """The same look with the cursor on it: ground and text change places."""
    return style + Style(reverse=True)


def next_theme(name: str) -> str:
    """The theme after this one, in turn."""
    names = list(THEMES)
    return names[(names.index(name) + 1) % len(names)] if name in THEMES else names[0]
