"""The people that the tests of the registers know."""

from ledger.kernel.action import Role
from ledger.registers.org.events import PersonRegistered

AGENT = PersonRegistered(person="A003", name="李娜", roles=(Role.AGENT,))
COLLEAGUE = PersonRegistered(person="A004", name="赵强", roles=(Role.AGENT,))
LEADER = PersonRegistered(person="A017", name="王敏", roles=(Role.DUTY_LEADER,))
AUDITOR = PersonRegistered(person="A090", name="何静", roles=(Role.AUDITOR,))
CHIEF = PersonRegistered(person="A001", name="高飞", roles=(Role.ADMINISTRATOR,))
