"""Importers: what other systems recorded, brought into the book as facts.

:func:`import_file` is the one door. An importer reads a file line by line, sorts its records by
time outside of memory, and tells them as events in the order in which they happened. Each event's
command id is made from the record it comes from, so that bringing in a file twice, again after a
crash, or again after it has grown adds only what is new.
"""

from gateway.importers.account import Problem
from gateway.importers.importing import IMPORTERS, Progress, Report, import_file
from gateway.importers.source import ImportFault, ImportStopped, SourceUnreadable

__all__ = [
    "IMPORTERS",
    "ImportFault",
    "ImportStopped",
    "Problem",
    "Progress",
    "Report",
    "SourceUnreadable",
    "import_file",
]
