"""Rules of another version joined the ledger: any join renews a small one, commands a large one."""

from __future__ import annotations

import ast
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from reportedly.cli import main
from reportedly.ledger.asking.alarms import Alarm, find_alarms, mark_told, untold
from reportedly.ledger.asking.renewed import join_waiting, waiting
from reportedly.ledger.joining import join, joined
from reportedly.ledger.neighbourhoods import renewal
from reportedly.ledger.people.decisions import decide
from reportedly.ledger.store import Ledger, open_ledger
from reportedly.records import Account

from ..unrest import arabic, doctors, ministry


def of_other_rules(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """The ledger was joined by rules that found other accounts."""
    with monkeypatch.context() as before:
        before.setattr(renewal, "digest_of_rules", lambda: 1)
        join(ledger)
    with ledger.writing() as connection:
        connection.execute("UPDATE accounts SET low = low + 1000")
    ledger.memory.forget()  # it was another program


def filed(path: Path) -> Ledger:
    ledger = open_ledger(path)
    ledger.file([ministry(), doctors(), arabic()])
    return ledger


def lows(ledger: Ledger) -> list[float | None]:
    return sorted(each.low or 0 for each in ledger.records(Account))


def test_a_ledger_that_nothing_changed_in_is_not_joined_again(tmp_path: Path) -> None:
    with filed(tmp_path / "l") as ledger:
        first = join(ledger)
        assert (first.documents, first.outdated) == (3, False)
        assert join(ledger).documents == 0
        assert not renewal.is_outdated(ledger)


def test_a_small_ledger_follows_the_rules_of_today(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with filed(tmp_path / "l") as ledger:
        of_other_rules(ledger, monkeypatch)
        assert renewal.is_outdated(ledger)
        assert join(ledger).documents == 3
        assert lows(ledger) == [3, 18, 40]
        assert not renewal.is_outdated(ledger)


def test_a_large_one_is_renewed_by_what_writes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renewal, "AT_ONCE", 2)
    path = tmp_path / "l"
    with filed(path) as ledger:
        of_other_rules(ledger, monkeypatch)
    (tmp_path / "page.txt").write_text("Two men died.")
    told = CliRunner().invoke(main, ["read", str(tmp_path / "page.txt"), "--into", str(path)])
    assert "it is brought up to date" in told.stderr
    with open_ledger(path) as ledger:
        assert lows(ledger) == [2, 3, 18, 40]
        assert not renewal.is_outdated(ledger)
    assert "nothing to join" in CliRunner().invoke(main, ["join", str(path)]).stderr


def test_a_join_by_itself_lets_a_large_one_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renewal, "AT_ONCE", 2)
    with filed(tmp_path / "l") as ledger:
        of_other_rules(ledger, monkeypatch)
        assert join(ledger).outdated
        assert lows(ledger) == [1003, 1018, 1040]
    done = CliRunner().invoke(main, ["join", str(tmp_path / "l")])
    assert (done.exit_code, "3 documents joined" in done.stderr) == (0, True), done.output


def test_a_ledger_without_labels_has_them_after_the_next_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(renewal, "AT_ONCE", 2)
    path = tmp_path / "l"
    with filed(path) as ledger:
        of_other_rules(ledger, monkeypatch)
        with ledger.writing() as connection:
            connection.execute("DELETE FROM speakers")
    (tmp_path / "page.txt").write_text("Two men died.")
    assert CliRunner().invoke(main, ["read", str(tmp_path / "page.txt"), "--into", str(path)]).exit_code == 0
    with open_ledger(path) as ledger:
        documents = {row["document"] for row in ledger.ask("SELECT DISTINCT document FROM speakers")}
        assert documents == {ministry().document.id, doctors().document.id, arabic().document.id}


def test_what_people_decided_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with filed(tmp_path / "l") as ledger:
        join(ledger)
        figure = next(each.evidence[0] for each in ledger.records(Account) if each.low == 18)
        decide(ledger, "correct", [figure], ["low=19", "high=19"], by="ana", why="a slip")
        of_other_rules(ledger, monkeypatch)
        join(ledger)
        assert lows(ledger) == [3, 19, 40]


def test_it_is_that_of_joining_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def told(ledger: Ledger) -> tuple[object, ...]:
        found = joined(ledger)
        return found.origins, found.occurrences, found.accounts, found.contradictions

    with filed(tmp_path / "one") as ledger:
        join(ledger)
        wanted = told(ledger)
        of_other_rules(ledger, monkeypatch)
        join(ledger)
        assert told(ledger) == wanted


def as_commands_join(ledger: Ledger, **asked: bool) -> tuple[int, int, list[int]]:
    """How many documents a command joins, how many changes it marks as told, and its steps."""
    steps: list[int] = []
    done, marked = join_waiting(ledger, steps.append, **asked)
    return done.documents, marked, steps


def test_what_new_rules_find_in_old_documents_is_no_news(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with filed(tmp_path / "l") as ledger:
        of_other_rules(ledger, monkeypatch)
        with ledger.writing() as connection:  # what nobody found before
            connection.execute("DELETE FROM contradictions")
        mark_told(ledger, [Alarm("beginning", "revised", "", "", (), ())])
        _, marked, _ = as_commands_join(ledger)
        assert marked > 0
        assert untold(ledger) == ()


def test_what_was_filed_before_a_renewal_is_news_still(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_ledger(tmp_path / "l") as ledger:
        ledger.file([ministry(), arabic()])
        of_other_rules(ledger, monkeypatch)
        mark_told(ledger, [Alarm("beginning", "revised", "", "", (), ()), *find_alarms(ledger)])
        ledger.file([doctors()])
        as_commands_join(ledger)
        assert untold(ledger)


def test_what_was_filed_before_a_renewal_that_was_cut_off_is_news_still(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Cut(Exception):
        pass

    def cut(_: int) -> None:
        if renewal.renewed_up_to(ledger) is not None:
            raise Cut

    with open_ledger(tmp_path / "l") as ledger:
        ledger.file([ministry(), arabic()])
        of_other_rules(ledger, monkeypatch)
        mark_told(ledger, [Alarm("beginning", "revised", "", "", (), ()), *find_alarms(ledger)])
        ledger.file([doctors()])
        with pytest.raises(Cut):
            join_waiting(ledger, cut)
        as_commands_join(ledger)
        told = untold(ledger)
        assert {each.kind for each in told} == {"revised"}
        mark_told(ledger, told)
        assert renewal.kept_untold(ledger) == frozenset()
        as_commands_join(ledger, anew=True)
        assert untold(ledger) == ()


def test_a_renewal_that_was_cut_off_goes_on_with_its_steps_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(renewal, "AT_ONCE", 2)
    path = tmp_path / "l"
    with filed(path) as ledger:
        of_other_rules(ledger, monkeypatch)
        mark_told(ledger, [Alarm("beginning", "revised", "", "", (), ())])
        renewal.begin(ledger, anew=False, upto=renewal.ALL)
        left = waiting(ledger)
        assert (left.goes_on, left.renews, left.steps) == (True, False, 15)
    told = CliRunner().invoke(main, ["join", str(path)])
    assert "was cut off; it goes on" in told.stderr
    with open_ledger(path) as ledger:
        assert (untold(ledger), waiting(ledger).goes_on) == ((), False)


def test_the_steps_of_a_join_are_those_that_were_counted(tmp_path: Path) -> None:
    with filed(tmp_path / "l") as ledger:
        wanted = waiting(ledger).steps
        assert sum(as_commands_join(ledger)[2]) == wanted == 15


def test_of_two_that_renew_at_once_one_forgets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with filed(tmp_path / "l") as ledger:
        of_other_rules(ledger, monkeypatch)
        join(ledger, upto=renewal.ALL)
        assert join(ledger, upto=renewal.ALL).documents == 0


@pytest.mark.parametrize("newer", [False, True])
def test_two_installations_do_not_renew_a_large_ledger_in_turn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, newer: bool
) -> None:
    monkeypatch.setattr(renewal, "AT_ONCE", 2)
    path = tmp_path / "l"
    with filed(path) as ledger:
        if not newer:
            join(ledger)
        with monkeypatch.context() as other:
            other.setattr(renewal, "digest_of_rules", lambda: 1)
            if newer:
                other.setattr(renewal, "version_number", lambda: 10**9)
            as_commands_join(ledger)
        assert waiting(ledger).left_alone
        assert as_commands_join(ledger)[0] == 0
    (tmp_path / "page.txt").write_text("Two men died.")
    told = CliRunner().invoke(main, ["read", str(tmp_path / "page.txt"), "--into", str(path)])
    assert "it stays so" in told.stderr
    assert "finds it anew" in CliRunner().invoke(main, ["stats", str(path)]).stderr
    assert "it is brought up to date" in CliRunner().invoke(main, ["join", str(path)]).stderr
    with open_ledger(path) as ledger:
        assert not renewal.is_outdated(ledger)


JOINING = ("accounts", "disputes", "occurrences", "traits")
"""The rooms of the ledger that find what documents tell together."""

READING = frozenset({"language", "mentions", "page", "statements"})


def test_the_digest_covers_whatever_the_rules_ask_of_the_rooms_that_read() -> None:
    program = Path(renewal.__file__).parents[2]
    asked = {
        node.module.replace(".", "/") + ".py"
        for room in JOINING
        for path in (program / "ledger" / room).glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.level == 3 and node.module
        if node.module.partition(".")[0] in READING
    }
    assert asked == set(renewal.ASKED)


@pytest.mark.parametrize("module", ["mentions/outlets.py", "ledger/traits/sides.py"])
def test_the_digest_changes_with_a_module(
    module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "reportedly"
    shutil.copytree(Path(renewal.__file__).parents[2], program, ignore=shutil.ignore_patterns("lexicons"))
    monkeypatch.setattr(renewal, "files", lambda _: program)
    before = renewal.digest_of_rules.__wrapped__()
    with (program / module).open("a", encoding="utf-8") as file:
        file.write("CHANGED = True\n")
    assert renewal.digest_of_rules.__wrapped__() != before
