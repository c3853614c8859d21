"""One measured figure, and the running of a command with its time and peak memory."""

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple


class Maaling(NamedTuple):
    """A figure beside what is asked of it; `krav` is empty where the figure is only told."""

    navn: str
    vaerdi: float
    enhed: str
    krav: str = ""
    holdt: bool = True


def at_most(navn: str, vaerdi: float, enhed: str, hoejst: float) -> Maaling:
    return Maaling(navn, round(vaerdi, 3), enhed, f"højst {hoejst}", vaerdi <= hoejst)


def at_least(navn: str, vaerdi: float, enhed: str, mindst: float) -> Maaling:
    return Maaling(navn, round(vaerdi, 3), enhed, f"mindst {mindst}", vaerdi >= mindst)


def seconds(arbejde: Callable[[], object], gange: int = 5) -> float:
    """The median time of `gange` runs after one that is not counted."""
    tider = []
    for _ in range(gange + 1):
        start = time.perf_counter()
        arbejde()
        tider.append(time.perf_counter() - start)
    return statistics.median(tider[1:])


class Proces(NamedTuple):
    """A whole process: wall seconds and peak memory in MB."""

    sekunder: float
    mb: float


def run_process(kommando: Sequence[str]) -> Proces:
    """Run to the end with output thrown away. Raises RuntimeError where it crashes; status 1 (findings) is no crash."""
    start = time.perf_counter()
    proces = subprocess.Popen(kommando, stdout=subprocess.DEVNULL)
    _, status, forbrug = os.wait4(proces.pid, 0)
    proces.returncode = os.waitstatus_to_exitcode(status)
    if proces.returncode not in (0, 1):
        raise RuntimeError(f"{kommando[0]} sluttede med {proces.returncode}")
    return Proces(time.perf_counter() - start, forbrug.ru_maxrss / 1024)
