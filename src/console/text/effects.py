"""The words for what an action would do to who is present."""

from ledger.kernel.words import Words

EFFECTS = Words("在岗影响", "Coverage")
SHORT = Words(
    "! 注意  {day} {starts}–{ends} 有 {count} 需 {need}",
    "! mind  {day} {starts}–{ends} planned {count}, need {need}",
)
SERVED = Words("及时率 {before} → {after}", "answered in time {before} → {after}")
MORE = Words("另有 {count} 段", "and {count} more")
ENOUGH = Words("各半小时仍够", "every half hour still has enough people")
NO_FEWER = Words("各半小时在岗不减", "no half hour has fewer people")
