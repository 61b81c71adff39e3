"""What the documents tell readers to type does what they say."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from typer.core import TyperCommand

from console.cli import command_line
from console.commands.help import help_of
from ledger.rulebook.loading import from_texts as rulebook_from
from ledger.rulebook.loading import preset_texts
from ledger.scenarios.loading import from_texts
from ledger.scenarios.stage import play
from tests.pages import ROOT, Shell, add, dutybook_lines, fences, page, walk

READMES = ("README.md", "README.zh.md")
RULEBOOKS = ("docs/rulebooks.md", "docs/rulebooks.zh.md")
PAGES = (*READMES, *RULEBOOKS, "CONTRIBUTING.md", "CHANGELOG.md", "VISION.md")

_LINK = re.compile(r"\]\(([^)#]+)")


@pytest.mark.parametrize("readme", READMES)
def test_the_tour_runs_as_it_is_written(readme: str, tmp_path: Path) -> None:
    """Every command of a README ends with the status it states, and says what is printed below."""
    assert walk(readme, tmp_path) == []


@pytest.mark.parametrize("readme", READMES)
def test_the_backup_can_be_read(readme: str, tmp_path: Path) -> None:
    """The copy made as the README says is a ledger whose personal fields open."""
    founding = next(fence.body for fence in fences(readme) if "dutybook init" in fence.body)
    [backup] = [fence.body for fence in fences(readme) if "dutybook backup" in fence.body]
    shell = Shell(tmp_path)
    signed_in = "dutybook act sign-in agent=A003 queues=savings --as A003\n"
    assert shell.type(founding + signed_in + backup).faults == []
    told = shell.type("dutybook floor ledger.copy --plain")
    assert told.faults == []
    name = re.search(r'person=A003 name="?([^="]+)"? roles', founding)
    assert name is not None
    assert name[1] in told.output


@pytest.mark.parametrize("readme", READMES)
def test_commands_that_wait_for_a_person_have_the_options_they_are_shown_with(readme: str) -> None:
    """A screen cannot be opened in a test, but its help names every option that is used."""
    shown = dutybook_lines(readme, "interactive")
    assert shown
    for line in shown:
        _, name, *words = shlex.split(line)
        command = command_line().commands[name]
        assert isinstance(command, TyperCommand)
        help_ = help_of(command, f"dutybook {name}", "en")
        for option in (word for word in words if word.startswith("--")):
            assert option in help_, line


@pytest.mark.parametrize("name", PAGES)
def test_make_has_every_target_that_is_named(name: str) -> None:
    """A line that begins with make, in a block of a page, names a target of the Makefile."""
    targets = set(re.findall(r"^([a-z]+):", page("Makefile"), re.MULTILINE))
    named = [
        shlex.split(line, comments=True)[1]
        for fence in fences(name)
        for line in fence.body.splitlines()
        if line.startswith("make ")
    ]
    named += re.findall(r"`make ([a-z]+)", page(name))
    assert set(named) <= targets


@pytest.mark.parametrize("readme", READMES)
def test_the_first_block_shows_the_two_commands_and_nothing_else(readme: str) -> None:
    """Who has only read the first screen can start the demonstration and the tests."""
    first = fences(readme)[0].body.splitlines()
    assert [line.partition("#")[0].strip() for line in first] == ["make demo", "make test"]


@pytest.mark.parametrize("readme", READMES)
def test_the_table_of_commands_is_whole(readme: str) -> None:
    """Each command of the program has its line in the README's table, and no other has."""
    listed = re.findall(r"^\| `dutybook ([a-z][\w-]*)` \|", page(readme), re.MULTILINE)
    assert sorted(listed) == sorted(command_line().commands)


@pytest.mark.parametrize("pages", [READMES, RULEBOOKS], ids=["readme", "rulebooks"])
def test_both_languages_type_the_same(pages: tuple[str, str]) -> None:
    """Neither language lags behind: the same commands, in the same order."""
    typed = [
        [tuple(line.split()[:3]) for line in dutybook_lines(name, "", "interactive")]
        for name in pages
    ]
    assert typed[0] == typed[1]
    assert typed[0]


@pytest.mark.parametrize("readme", READMES)
def test_what_is_installed_is_the_project(readme: str) -> None:
    """An installation line installs this folder, with extras that the project has."""
    extras = tomllib.loads(page("pyproject.toml"))["project"]["optional-dependencies"]
    [block] = [fence.body for fence in fences(readme) if fence.mark == "install"]
    for line in block.splitlines():
        what = re.fullmatch(r"(?:python3 -m pip|uv tool) install '?\.(?:\[(\w+)\])?'?", line)
        assert what is not None, line
        assert what[1] is None or what[1] in extras


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_somewhere(name: str) -> None:
    """What a page links to or shows stands in the repository."""
    missing = [
        link
        for link in _LINK.findall(page(name))
        if "://" not in link and not (ROOT / name).parent.joinpath(link).exists()
    ]
    assert missing == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_picture_loads_nothing(language: str) -> None:
    """The picture of the floor asks nobody's server for fonts or anything else."""
    drawn = page(f"docs/pictures/floor.{language}.svg")
    assert "@font-face" not in drawn
    assert re.findall(r"\w+://[^\"')\s]+", drawn) == ["http://www.w3.org/2000/svg"]


@pytest.mark.parametrize("readme", READMES)
def test_a_register_is_added_as_the_readme_says(readme: str, tmp_path: Path) -> None:
    """The files of the worked example, put where it says, make a register whose tests pass."""
    shutil.copytree(
        ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__", "gateway")
    )
    for fence in fences(readme):
        if fence.language in ("python", "toml") and fence.mark:
            add(tmp_path, fence)
    environment = os.environ | {"PYTHONPATH": str(tmp_path / "src")}

    def python(*words: str) -> str:
        done = subprocess.run(
            [sys.executable, *words], cwd=tmp_path, env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    told = python("-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir=.", "tests")
    assert "2 passed" in told
    listed = python("-c", "from console.cli import main; main()", "act", "--lang", "en")
    assert re.search(r"report-fault +Report a fault +seat=Seat part=Part", listed)


def test_the_worked_examples_are_the_real_ones() -> None:
    """Each piece of code in the guide for contributors stands in the file named above it."""
    pieces = [fence for fence in fences("CONTRIBUTING.md") if fence.language in ("python", "toml")]
    assert len(pieces) == 6
    for piece in pieces:
        assert piece.body in page(piece.mark)


def test_the_worked_rule_is_played() -> None:
    """The clause of the guide is what its scenario shows at work: with another number it fails."""
    clause, told = [fence for fence in fences("CONTRIBUTING.md") if fence.language == "toml"]
    [written] = from_texts({"guide.toml": told.body})
    texts = preset_texts("telecom-callcentre")
    assert play(written.scenario, rulebook_from(texts)) == ()
    file = clause.mark.rpartition("/")[2]
    milder = clause.body.replace("most   = 2", "most   = 3")
    texts[file] = texts[file].replace(clause.body, milder)
    assert play(written.scenario, rulebook_from(texts)) != ()
