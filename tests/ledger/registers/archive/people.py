"""The people around the archive, each in their post."""

from ledger.kernel.action import Role
from ledger.registers.archive.events import FileBorrowed, FileOpened, LoanRequested
from ledger.registers.org.events import PersonRegistered

KEEPER = PersonRegistered(person="K1", name="甲", roles=(Role.AGENT,), post="archive-keeper")
INFORMATION = PersonRegistered(
    person="I1", name="乙", roles=(Role.AGENT,), post="information-supervisor"
)
MANAGER = PersonRegistered(person="M1", name="丙", roles=(Role.DUTY_LEADER,), post="cs-manager")
GENERAL = PersonRegistered(
    person="G1", name="丁", roles=(Role.ADMINISTRATOR,), post="general-manager"
)
DIRECTOR = PersonRegistered(
    person="D1", name="戊", roles=(Role.DUTY_LEADER,), post="training-centre-director"
)
STAFF = PersonRegistered(person="S1", name="己", roles=(Role.AGENT,), post="agent")

CUSTOMER = FileOpened(file="F1", category="customer", title="城东商行")
STUDENT = FileOpened(file="F2", category="student", title="第 12 期 03 号")
ASKED = LoanRequested(loan="L1", file="F2", person="S1", purpose="核对成绩")
LENT = FileBorrowed(loan="L1", file="F2", person="S1", card="C-07")
