"""Entering what goes up the chain of command and between departments (S0.6, S4.1)."""

from ledger.kernel.words import Words
from ledger.registers.chain.events import (
    AgreementBreached,
    AgreementClaimed,
    AgreementConcluded,
    AgreementRuled,
    AgreementSigned,
    BlockReported,
    IncidentReported,
    InspectionAgreed,
    InspectionBegun,
    InstructionRecorded,
    MisconductReported,
    NegotiationOpened,
    NegotiationSettled,
    ProblemHandled,
    ProblemPassedUp,
    ProblemRaised,
    ProcedureBlocked,
    ReportRaised,
    SuperiorInformed,
    ViolatorHandled,
)
from ledger.registers.entries import FLOOR, LEADERS, entry

RaiseProblem = entry(
    ProblemRaised, "raise-problem", FLOOR, Words("提出问题", "Raise a problem"), opens=True
)
HandleProblem = entry(
    ProblemHandled, "handle-problem", FLOOR, Words("处理问题", "Handle a problem"), of=ProblemRaised
)
PassProblemUp = entry(
    ProblemPassedUp,
    "pass-problem-up",
    FLOOR,
    Words("问题上报", "Pass a problem up"),
    of=ProblemRaised,
)
RecordBlockedProcedure = entry(
    ProcedureBlocked,
    "record-blocked-procedure",
    FLOOR,
    Words("登记程序受阻", "Record a blocked procedure"),
    opens=True,
)
ReportBlock = entry(
    BlockReported,
    "report-block",
    FLOOR,
    Words("上报受阻", "Report a blockage"),
    of=ProcedureBlocked,
)
HandleViolator = entry(
    ViolatorHandled,
    "handle-violator",
    LEADERS,
    Words("处理违反程序者", "Deal with whoever blocked it"),
    once=True,
    of=ProcedureBlocked,
)
OpenNegotiation = entry(
    NegotiationOpened,
    "open-negotiation",
    LEADERS,
    Words("开始协商", "Open a negotiation"),
    opens=True,
)
SettleNegotiation = entry(
    NegotiationSettled,
    "settle-negotiation",
    LEADERS,
    Words("协商达成", "Settle a negotiation"),
    once=True,
    of=NegotiationOpened,
)
SignAgreement = entry(
    AgreementSigned,
    "sign-agreement",
    LEADERS,
    Words("签署协议", "Sign an agreement"),
    signs="signer",
)
ConcludeAgreement = entry(
    AgreementConcluded,
    "conclude-agreement",
    LEADERS,
    Words("协议生效", "Conclude an agreement"),
    once=True,
)
AgreeToInspection = entry(
    InspectionAgreed,
    "agree-to-inspection",
    LEADERS,
    Words("同意深入检查", "Agree to an inspection"),
    signs="signer",
)
BeginInspection = entry(
    InspectionBegun, "begin-inspection", LEADERS, Words("开始深入检查", "Begin an inspection")
)
RecordAgreementBreach = entry(
    AgreementBreached,
    "record-agreement-breach",
    LEADERS,
    Words("登记违反协议", "Record a broken agreement"),
    opens=True,
)
ClaimOnAgreement = entry(
    AgreementClaimed,
    "claim-on-agreement",
    LEADERS,
    Words("就违约申诉", "Claim on a broken agreement"),
    once=True,
    of=AgreementBreached,
)
RuleOnAgreement = entry(
    AgreementRuled,
    "rule-on-agreement",
    LEADERS,
    Words("裁决违约", "Rule on a broken agreement"),
    once=True,
    of=AgreementClaimed,
)
RaiseReport = entry(
    ReportRaised, "raise-report", FLOOR, Words("请示报告", "Report upwards"), opens=True
)
InformSuperior = entry(
    SuperiorInformed,
    "inform-superior",
    FLOOR,
    Words("事后告知上级", "Inform who was passed over"),
    of=ReportRaised,
)
RecordInstruction = entry(
    InstructionRecorded,
    "record-instruction",
    FLOOR,
    Words("记录上级指示", "Record an instruction"),
    of=ReportRaised,
)
ReportMisconduct = entry(
    MisconductReported, "report-misconduct", FLOOR, Words("举报", "Report misconduct"), opens=True
)
ReportIncident = entry(
    IncidentReported, "report-incident", FLOOR, Words("报告事故", "Report an incident"), opens=True
)
