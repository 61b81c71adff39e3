"""Scenarios: small histories in files of data, with what a rulebook must make of each.

::

    [[scenario]]
    name   = "An absence costs a hundred yuan a day"
    rules  = ["S1.21-03"]
    people = [{ person = "A031", post = "agent", supervisor = "A017" }, { person = "A017" }]
    given  = [{ at = 2026-11-21T08:30:00, event = "absence.recorded", person = "A031" }]
    until  = 2026-11-21T09:00:00
    then   = { proposed = [{ offence = "attendance.absence", person = "A031" }] }

What is ``given`` has happened: it is recorded as it stands, unless a ``by`` says who enters it;
then it goes through the register's own action, and the rulebook's gates may refuse it. ``do`` are
actions in between, ``when`` is the one that ``then`` judges. Times are the site's own.

In ``do`` and ``when`` a case of discipline is named by its number in the order in which cases
arose, ``offence = 1``; ``offence = "each"`` does the action for every case still undecided.
Duties that come round by the calendar go on in the background: what is proposed because one of
them was missed is no part of a scenario, unless its ``then`` names the duty or the offence.
"""
