"""A small rulebook on files: customers' for managers, students' for a week, three approvals."""

from datetime import date
from functools import cache

from ledger.rulebook.loading import built_in, from_texts
from ledger.rulebook.lookup import Edition, Lawbook

_TEXTS = {
    "rulebook.toml": """
name = "files"
title = { zh = "档案", en = "Files" }
""",
    "files.toml": """
[[clause]]
id = "files.lending.customer"
kind = "lending"
title = { zh = "客户档案借阅", en = "Lending customers' files" }
source = ["S0.5-17"]
in_force = [{ from = 2000-01-01, values = { borrowers = ["cs-manager", "department-manager"] } }]

[[clause]]
id = "files.lending.student"
kind = "lending"
title = { zh = "学员档案借阅", en = "Lending students' files" }
source = ["S2.4c-06", "S2.4c-07"]
[[clause.in_force]]
from = 2000-01-01
values = { approved_by = ["training-centre-director"], within = "P7D" }

[[clause]]
id = "files.destruction"
kind = "approval"
title = { zh = "销毁审批", en = "Approval of a destruction" }
source = ["S0.5-16"]
[[clause.in_force]]
from = 2000-01-01
[clause.in_force.values]
on = [{ event = "file.destroyed" }]
about = "matter"
signed = { event = "destruction.signed" }
[[clause.in_force.values.bands]]
steps = [{ by = ["information-supervisor"] }, { by = ["cs-manager"] }, { by = ["general-manager"] }]
""",
}


@cache
def files_law() -> Lawbook:
    """The base rulebook with these clauses over it."""
    return Lawbook(built_in(), [Edition(date(2000, 1, 1), from_texts(_TEXTS))])
