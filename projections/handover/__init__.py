"""The handover: what there is to hand over, and the book of what was handed over."""

from projections.handover.book import HandoverBook
from projections.handover.composition import Sources, compose
from projections.handover.running import Running

__all__ = ["HandoverBook", "Running", "Sources", "compose"]
