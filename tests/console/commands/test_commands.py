"""Every command once, from its words to what it leaves behind."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from console.commands.act import listing
from ledger.kernel.action import Role, actions
from ledger.opening import open_book
from tests.console.commands.conftest import Dutybook

DAY = "2026-11-16"


@pytest.fixture
def simulated(dutybook: Dutybook) -> str:
    """A small centre's day."""
    words = ("simulate", "--agents", "6", "--queues", "2", "--into", "sim.ledger")
    ended = dutybook(*words)
    assert ended.status == 0
    assert "sim.ledger" in ended.err
    return "sim.ledger"


def test_init_keeps_site_and_time_zone(dutybook: Dutybook) -> None:
    """The ledger itself says whose it is and in which zone its days are."""
    ended = dutybook("init", "new.ledger", "--site", "东", "--timezone", "Europe/Berlin")
    assert (ended.status, ended.err) == (0, "")
    with open_book("new.ledger", readonly=True).recorder as recorder:
        assert recorder.head() == 1
    book = open_book("new.ledger", readonly=True)
    assert book.site == ("东", "Europe/Berlin")
    book.close()


def test_init_leaves_an_existing_file_alone(dutybook: Dutybook, ledger: str) -> None:
    """A second book is never opened over the first."""
    before = Path(ledger).read_bytes()
    ended = dutybook("init", ledger, "--site", "Another")
    assert ended.status == 2
    assert Path(ledger).read_bytes() == before


def test_act_writes_and_preview_does_not(dutybook: Dutybook, ledger: str) -> None:
    """The preview tells the same event as the act, and only the act appends it."""
    words = ("act", "sign-in", "agent=A003", "queues=189,180", "--as", "A003", "--ledger", ledger)
    seen = dutybook(*words, "--preview")
    assert seen.out == "would append  Signed in  A003, 189 180\n"
    done = dutybook(*words)
    assert (done.status, done.out) == (0, "#4  Signed in  A003, 189 180\n")
    assert "seats.one_state" in done.err


def test_act_takes_a_time_as_people_write_it(dutybook: Dutybook, ledger: str) -> None:
    """A time without a zone is the site's, and may stand without the T of other programs."""
    asked = ("act", "request-leave", "leave=L1", "person=A003", "category=personal")
    starts = ("starts=2099-01-05 08:00", "--as", "A003", "--ledger", ledger)
    done = dutybook(*asked, "ends=2099-01-05 14:00", *starts)
    assert "Starts 01-05 08:00, Ends 01-05 14:00" in done.out
    wrong = dutybook(*asked, "ends=soon", *starts)
    assert (wrong.status, wrong.err) == (2, "request-leave, ends: Ends cannot be soon.\n")


def test_a_preview_tells_what_the_checks_found(dutybook: Dutybook, ledger: str) -> None:
    """screens.md 3: with the numbers, clause by clause; the act itself does not repeat them."""
    asked = ("act", "request-leave", "leave=L1", "person=A003", "category=rest", "--as", "A003")
    span = ("starts=2099-01-05 08:00", "ends=2099-01-07 08:00", "--ledger", ledger)
    found = "leave.allowance: days of rest leave in 2099, with this one: 2."
    assert found in dutybook(*asked, *span, "--preview").err.splitlines()
    assert found not in dutybook(*asked, *span).err.splitlines()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_act_alone_lists_every_action_with_its_fields(dutybook: Dutybook, language: str) -> None:
    """Whoever does not know the actions finds them with labels in their language."""
    lines = dutybook("act", lang=language).out.splitlines()
    out = "\n".join(lines)
    verbs = [line.split()[0] for line in lines if line.startswith("  ")]
    done_by_people = {verb for verb, kind in actions().items() if kind.by != (Role.PROGRAM,)}
    assert sorted(verbs) == sorted(done_by_people)
    headings = [line for line in lines if not line.startswith("  ")]
    assert ("交接班" if language == "zh" else "Handover") in headings
    assert len(set(headings)) == len(headings)
    assert ("坐席员" in out) == (language == "zh")
    assert listing("en") != listing("zh")


def test_nobody_acts_as_a_part_of_the_program(dutybook: Dutybook, ledger: str) -> None:
    """What the warden may do cannot be done under its name."""
    ended = dutybook("act", "sign-in", "agent=A003", "--as", "program:warden", "--ledger", ledger)
    assert ended.status == 2
    assert "program:warden is the name of a program" in ended.err


def test_simulating_twice_adds_nothing(dutybook: Dutybook, simulated: str) -> None:
    """The same seed is the same day."""
    ended = dutybook("simulate", "--agents", "6", "--queues", "2", "--into", simulated)
    assert (ended.status, ended.err) == (0, "")
    assert ended.out.endswith(" 0 of them new.\n")


def test_a_frame_of_the_floor_as_text(dutybook: Dutybook, simulated: str) -> None:
    """`floor --plain` prints the floor of the ledger's own time; `--at` that of an instant."""
    at_eleven = dutybook("floor", simulated, "--plain", "--at", f"{DAY}T11:00")
    assert at_eleven.status == 0
    assert f"{DAY} Mon 11:00:00" in at_eleven.out
    now = dutybook("floor", simulated, "--plain", lang="zh")
    assert now.status == 0
    assert "值班簿" in now.out
    assert now.out != at_eleven.out


def test_figures_agree_in_every_form(dutybook: Dutybook, simulated: str) -> None:
    """Table, CSV and JSON show the same numbers, and the queues add up to the day."""
    words = ("figures", simulated, "--since", DAY, "--until", DAY)
    day = json.loads(dutybook(*words, "--format", "json").out)["rows"][0]
    table = list(
        csv.DictReader(io.StringIO(dutybook(*words, "--by", "queue", "--format", "csv").out))
    )
    assert sum(int(row["OFFERED"]) for row in table) == day["OFFERED"] > 0
    assert sum(int(row["ANSWERED"]) for row in table) == day["ANSWERED"]
    offered = dutybook(*words).out.splitlines()[0].split()
    assert offered[:2] == ["Offered", str(day["OFFERED"])]
    for by in ("day", "queue", "agent", "interval", "none"):
        for formulas in ("floor", "queue-log"):
            ended = dutybook(*words, "--by", by, "--formulas", formulas)
            assert ended.status == 0
            assert ended.out


def test_figures_of_nothing_are_dashes(dutybook: Dutybook, ledger: str) -> None:
    """A figure that would divide by zero is a dash, never a zero or a fault."""
    ended = dutybook("figures", ledger)
    assert ended.status == 0
    assert "SL-C" in ended.out
    assert "—" in ended.out


def test_figures_need_a_span_that_runs_forward(dutybook: Dutybook, simulated: str) -> None:
    """A span that ends before it begins is a usage fault."""
    ended = dutybook("figures", simulated, "--since", "2026-11-17", "--until", DAY)
    assert ended.status == 2


def test_import_makes_the_ledger_and_says_so(dutybook: Dutybook) -> None:
    """A queue log becomes events; what cannot be read makes the status 4, the rest is there."""
    Path("queue_log").write_text(
        "1400000000|c1|189|NONE|ENTERQUEUE||13800138000|1\n"
        "1400000012|c1|189|Agent/7|CONNECT|12|c1.1|3\n"
        "1400000100|c1|189|Agent/7|COMPLETECALLER|12|88|1\n"
        "this is no record\n"
    )
    ended = dutybook("import", "queue-log", "queue_log", "--into", "q.ledger")
    assert ended.status == 4
    assert "made one" in ended.err
    assert "queue_log:4" in ended.err
    assert Path("q.ledger.queue_log.rejects").stat().st_mode & 0o077 == 0
    offered = dutybook("events", "q.ledger", "type:call.offered")
    assert offered.out.count("\n") == 1
    again = dutybook("import", "queue-log", "queue_log", "--into", "q.ledger")
    assert again.status == 4
    assert " 0 events added" in again.out


def test_a_strict_import_stops_at_the_first_bad_record(dutybook: Dutybook) -> None:
    """With --strict nothing after a record that cannot be read is taken."""
    Path("queue_log").write_text("this is no record\n1400000000|c1|189|NONE|ENTERQUEUE||1|1\n")
    ended = dutybook("import", "queue-log", "queue_log", "--into", "q.ledger", "--strict")
    assert ended.status == 4
    assert "queue_log:1" in ended.err
    assert dutybook("events", "q.ledger", "type:call.*").out == ""


def test_the_demo_plays_without_a_terminal(dutybook: Dutybook) -> None:
    """`demo --plain` plays and prints the last frame; nothing of it is left behind."""
    ended = dutybook("demo", "--plain", "--for", "0", lang="zh")
    assert ended.status == 0
    assert "城东客服中心" in ended.out
    assert list(Path().glob("*.ledger")) == []
