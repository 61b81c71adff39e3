"""The help of every command, in both languages, laid out for a terminal of any width."""

from __future__ import annotations

from typing import Any, NamedTuple

from typer import Context
from typer.core import TyperCommand, TyperGroup

from console.commands.terminal import Terminal
from console.text.columns import padded, width, wrapped
from ledger.kernel.words import Language, Words

_BETWEEN = "\x1e"
_WIDEST_NAME = 28

_USAGE = Words("用法：", "Usage: ")
_ARGUMENTS = Words("参数", "Arguments")
_OPTIONS = Words("选项", "Options")
_COMMAND = Words("命令", "COMMAND")
_COMMANDS = Words("命令", "Commands")
_LANG = Words(
    "界面语言；默认取 DUTYBOOK_LANG 或系统区域设置",
    "the language; by default that of DUTYBOOK_LANG or of the locale",
)
_HELP = Words("显示本说明", "show this help")
_DEFAULT = Words("默认 ", "default ")


def both(zh: str, en: str) -> str:
    """A help text in both languages, of which the reader's is shown."""
    return f"{zh}{_BETWEEN}{en}"


def in_language(text: str, language: Language) -> str:
    """The part of a help text that is in a language."""
    zh, _, en = text.partition(_BETWEEN)
    return zh if language == "zh" else en


class Entry(NamedTuple):
    """A line of the help: what one writes, and what it means."""

    name: str
    meaning: str


class Helped(TyperCommand):
    """A command whose help is bilingual."""

    def get_help(self, ctx: Context) -> str:  # type: ignore[override]
        """The help in the terminal's language."""
        return help_of(self, ctx.command_path, _language(ctx))


class HelpedGroup(TyperGroup):
    """The whole command line, or a family of its commands; without one it lists them all."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """Take a bare name for the question what it can do."""
        bare = not args and not self.invoke_without_command
        return super().parse_args(ctx, ["--help"] if bare else args)

    def get_help(self, ctx: Context) -> str:  # type: ignore[override]
        """The help in the terminal's language."""
        return help_of_all(self, ctx.command_path, _language(ctx))


def help_of(command: TyperCommand, path: str, language: Language, columns: int = 80) -> str:
    """One command's help."""
    arguments = [each for each in command.params if each.param_type_name == "argument"]
    options = [each for each in command.params if each.param_type_name == "option"]
    usage = " ".join([path, *(_placeholder(each) for each in arguments), "[--…]"])
    return _page(
        _USAGE.to(language) + usage,
        in_language(command.help or "", language),
        (
            (_ARGUMENTS, [_entry(each, language) for each in arguments]),
            (_OPTIONS, [*(_entry(each, language) for each in options), *_common(language)]),
        ),
        language,
        columns,
    )


def help_of_all(group: TyperGroup, path: str, language: Language, columns: int = 80) -> str:
    """The help of the command line as a whole."""
    commands = [
        Entry(name, in_language(command.help or "", language).partition("\n")[0])
        for name, command in group.commands.items()
    ]
    options = [each for each in group.params if each.param_type_name == "option"]
    return _page(
        f"{_USAGE.to(language)}{path} {_COMMAND.to(language)} …",
        in_language(group.help or "", language),
        (
            (_COMMANDS, commands),
            (_OPTIONS, [*(_entry(each, language) for each in options), *_common(language)]),
        ),
        language,
        columns,
    )


def _page(
    usage: str,
    meaning: str,
    sections: tuple[tuple[Words, list[Entry]], ...],
    language: Language,
    columns: int,
) -> str:
    lines = [*wrapped(usage, columns), ""]
    for paragraph in meaning.split("\n"):
        lines += wrapped(paragraph, columns)
    for title, entries in sections:
        if entries:
            lines += ["", title.to(language), *_listed(entries, columns)]
    return "\n".join(lines)


def _listed(entries: list[Entry], columns: int) -> list[str]:
    name_width = min(_WIDEST_NAME, max(width(entry.name) for entry in entries))
    lines = []
    for name, meaning in entries:
        told = wrapped(meaning, columns - name_width - 4)
        if width(name) > name_width:
            lines.append(f"  {name}")
            name = ""
        for line in told:
            lines.append(f"  {padded(name, name_width)}  {line}".rstrip())
            name = ""
    return lines


def _entry(parameter: Any, language: Language) -> Entry:
    meaning = in_language(parameter.help or "", language)
    default = parameter.default
    if parameter.param_type_name == "argument":
        return Entry(_placeholder(parameter), meaning)
    shown = isinstance(default, int | str) and not isinstance(default, bool)
    if shown and parameter.show_default:
        mark = _DEFAULT.to(language)
        meaning += f"（{mark}{default}）" if language == "zh" else f" ({mark}{default})"
    value = "" if parameter.is_flag else f" {parameter.metavar}"
    return Entry(", ".join(parameter.opts) + value, meaning)


def _placeholder(parameter: Any) -> str:
    name = str(parameter.metavar or parameter.name.upper())
    if "[" in name:
        return name
    if parameter.nargs == -1:
        name += "…"
    return name if parameter.required else f"[{name}]"


def _common(language: Language) -> list[Entry]:
    return [Entry("--lang zh|en", _LANG.to(language)), Entry("--help", _HELP.to(language))]


def _language(ctx: Context) -> Language:
    terminal = ctx.find_root().obj
    return terminal.language if isinstance(terminal, Terminal) else "zh"
