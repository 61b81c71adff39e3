"""A small rulebook in which every kind of tariff, repeat, threshold and liability occurs."""

from datetime import date

from ledger.rulebook.loading import built_in, parse
from ledger.rulebook.lookup import Edition, Lawbook


def clause(name: str, values: str, *, kind: str = "offence") -> str:
    """The text of one clause with one version."""
    return f"""
[[clause]]
id = "{name}"
kind = "{kind}"
title = {{ zh = "条款 {name}", en = "Clause {name}" }}
source = ["S1.21-01"]
[[clause.in_force]]
from = 2002-01-01
[clause.in_force.values]
decided_by = ["cs-director", "team-leader"]
{values}
"""


LATE = """
tariff = { kind = "per-minute", amount = "1 CNY", cap = "PT30M", becomes = "late-day" }
family = "attendance"
[[clause.in_force.values.unless]]
pattern = { event = "person.placed", where = { grade = "permitted" } }
about = "person"
title = { zh = "事先准许", en = "Permitted before" }
"""
LATE_DAY = """
tariff = { kind = "fixed", amount = "100 CNY" }
family = "attendance"
report_to = ["general-office"]
"""
ABSENT = 'tariff = { kind = "per-day", amount = "100 CNY", most = 3 }'
GONE = """
tariff = { kind = "measures", measures = ["self-resignation"] }
threshold = { of = ["absent"], reach = 4, window = "calendar-month", counts = "days" }
"""
RULES = """
tariff = { kind = "fixed", amount = "100 CNY" }
joint = { factor = 2, spares = ["cs-director"] }
family = "service"
appeal = { within = "P2D", to = ["centre-director"] }
limits = "P30D"
[clause.in_force.values.repeats]
window = "calendar-year"
same = ["rule"]
[[clause.in_force.values.repeats.then]]
kind = "fixed"
amount = "200 CNY"
[[clause.in_force.values.repeats.then]]
kind = "measures"
measures = ["dismissal"]
"""
TALK = 'tariff = { kind = "fixed", amount = "30 CNY" }\nfamily = "service"'
PROXY = """
tariff = { kind = "range", least = "20 CNY", most = "1000 CNY", measures = ["warning"] }
"""
DELAY = 'tariff = { kind = "per-hour", amount = "10 CNY" }'
QUARREL = """
tariff = { kind = "measures", measures = ["dismissal"], wage_months = 1 }
joint = { factor = 2 }
"""
QUARREL_WAGES = QUARREL.replace("factor = 2", "factor = 2, wages = true")
DAMAGE = 'tariff = { kind = "compensation" }\njoint = { liability = "leadership" }'
SWAP = 'tariff = { kind = "fixed", amount = "100 CNY", share = "giver_share" }'
NOTED = 'tariff = { kind = "none" }\nnotice = "by-hand"'
HEADS = 'tariff = { kind = "fixed", amount = "50 CNY" }\njoint = { on = "both-heads", factor = 1 }'
DUTY = 'tariff = { kind = "fixed", amount = "50 CNY" }'
DUTY_GROUP = 'tariff = { kind = "fixed", amount = "50 CNY" }\nreplaces = ["duty"]'
DUTY_YEAR = """
tariff = { kind = "percent-of-bonus", percent = 10 }
threshold = { of = ["duty", "duty-group"], reach = 3, window = "calendar-year" }
"""
PRAISE = 'tariff = { kind = "range", least = "100 CNY", most = "300 CNY" }'
THANKS = 'tariff = { kind = "none" }'

TEXT = 'name = "trial"\n' + "\n".join(
    (
        clause("late", LATE),
        clause("late-day", LATE_DAY),
        clause("absent", ABSENT),
        clause("gone", GONE),
        clause("rules", RULES),
        clause("talk", TALK),
        clause("proxy", PROXY),
        clause("delay", DELAY),
        clause("quarrel", QUARREL),
        clause("quarrel-wages", QUARREL_WAGES),
        clause("damage", DAMAGE),
        clause("swap", SWAP),
        clause("noted", NOTED),
        clause("heads", HEADS),
        clause("duty", DUTY),
        clause("duty-group", DUTY_GROUP),
        clause("duty-year", DUTY_YEAR),
        clause("praise", PRAISE, kind="reward"),
        clause("thanks", THANKS, kind="reward"),
    )
)

LAW = Lawbook(built_in(), [Edition(date(2002, 1, 1), parse(TEXT, "trial.toml"))])
