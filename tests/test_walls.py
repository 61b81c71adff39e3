"""The walls between the rooms that import contracts cannot express.

`make check` keeps the others: they are the import contracts in pyproject.toml.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent / "src"

OTHER_ROOMS = ("projections", "console", "gateway")
HEAVY_LIBRARIES = ("textual", "rich", "psycopg", "litestar")


def modules_under(package: Path) -> dict[str, Path]:
    """Dotted name and file of every module of the package, itself included."""
    found = {}
    for file in package.rglob("*.py"):
        parts = file.relative_to(package.parent).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = file
    return found


def loaded_after(modules: list[str], suspects: tuple[str, ...]) -> list[str]:
    """Which of the suspects a fresh interpreter has loaded once it has imported the modules."""
    program = (
        "import importlib, sys\n"
        f"for name in {modules!r}: importlib.import_module(name)\n"
        f"print(*(name for name in {suspects!r} if name in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def declares_an_action(tree: ast.Module) -> bool:
    """Whether a class of the module says by which roles it may be done, as only actions do."""
    return any(
        keyword.arg == "by"
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        for keyword in node.keywords
    )


def imported_by(tree: ast.Module, package: str) -> Iterator[str]:
    """Dotted names that the module of that package may load, whichever way it imports them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            home = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                home = ".".join([*above, home]) if home else ".".join(above)
            yield home
            yield from (f"{home}.{alias.name}" for alias in node.names)


def actions_importing_actions(source: Path) -> list[str]:
    """Every breach of the wall between actions, as `importer -> imported`."""
    files = modules_under(source / "ledger" / "registers")
    names = {f"ledger.{name}": file for name, file in files.items()}
    trees = {name: ast.parse(file.read_text(encoding="utf-8")) for name, file in names.items()}
    actions = {name for name, tree in trees.items() if declares_an_action(tree)}
    breaches = []
    for name in actions:
        package = name if names[name].stem == "__init__" else name.rpartition(".")[0]
        targets = set(imported_by(trees[name], package)) & (actions - {name})
        breaches += [f"{name} -> {target}" for target in targets]
    return sorted(breaches)


def test_the_whole_ledger_loads_no_other_room_and_no_heavy_library() -> None:
    """Importing every module of the ledger but the PostgreSQL store loads none of them.

    A deferred import is invisible to an import contract; a fresh interpreter sees what is loaded.
    """
    names = sorted(name for name in modules_under(SOURCE / "ledger") if "postgres" not in name)

    assert "ledger" in names
    assert loaded_after(names, OTHER_ROOMS + HEAVY_LIBRARIES) == []


def test_a_loaded_suspect_is_named() -> None:
    """The probe of the walls sees what a module loads, so that its silence means something."""
    assert loaded_after(["textual"], HEAVY_LIBRARIES) == ["textual", "rich"]


def test_the_command_line_alone_loads_neither_gateway_nor_screens() -> None:
    """The command line reaches for other rooms only when the command that needs them runs."""
    assert loaded_after(["console.cli"], ("gateway", "textual", "psycopg")) == []


def test_an_action_never_imports_another_action() -> None:
    """Actions meet only in the events they read: none of them imports another."""
    assert actions_importing_actions(SOURCE) == []


def test_an_action_importing_another_is_found(tmp_path: Path) -> None:
    """Each way of importing an action breaks the wall; events and reactions do not."""
    calls = tmp_path / "ledger" / "registers" / "calls"
    seats = tmp_path / "ledger" / "registers" / "seats"
    for register in (calls, seats):
        register.mkdir(parents=True)
    action = "class Act(Action, by=()): ...\n"
    (calls / "events.py").write_text("class CallHeld(Event): ...\n")
    (calls / "hold.py").write_text("from ledger.registers.calls import events\n" + action)
    (calls / "end.py").write_text("from ledger.registers.calls.hold import Hold\n" + action)
    (calls / "resume.py").write_text("from . import hold, events\n" + action)
    (seats / "pause.py").write_text("import ledger.registers.calls.hold\n" + action)
    (seats / "sign_out.py").write_text("from ..calls.hold import Hold\n" + action)
    (seats / "when_held_then_pause.py").write_text("from .pause import Pause\n")

    assert actions_importing_actions(tmp_path) == [
        "ledger.registers.calls.end -> ledger.registers.calls.hold",
        "ledger.registers.calls.resume -> ledger.registers.calls.hold",
        "ledger.registers.seats.pause -> ledger.registers.calls.hold",
        "ledger.registers.seats.sign_out -> ledger.registers.calls.hold",
    ]
