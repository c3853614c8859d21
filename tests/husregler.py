"""What the house rules read: our own source as syntax trees, our pages, our models and our addresses."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import models
from django.urls import URLPattern, get_resolver

ROD = Path(__file__).resolve().parents[1]
SRC = ROD / "src/socialaftale"
Funktion = ast.FunctionDef | ast.AsyncFunctionDef

ETAGER = {
    "regler": 0, "faelles": 1, "parter": 2, "moeder": 3, "tilbud": 4, "kapacitet": 5, "aftaler": 5, "takster": 6,
    "pladssoegning": 7, "kontrakter": 8, "analyser": 9, "portal": 10, "api": 10, "drift": 10, "config": 11,
}  # fmt: skip


@dataclass(frozen=True)
class Kilde:
    """One of our Python files."""

    fil: Path

    @property
    def navn(self) -> str:
        return str(self.fil.relative_to(ROD))

    @property
    def app(self) -> str:
        dele = self.fil.relative_to(SRC).parts
        return dele[0] if len(dele) > 1 else ""

    @property
    def linjer(self) -> int:
        return len(tekst(self.fil).splitlines())

    @property
    def trae(self) -> ast.Module:
        return parse(self.fil)

    def funktioner(self) -> Iterator[Funktion]:
        yield from (n for n in ast.walk(self.trae) if isinstance(n, Funktion))

    def imports(self) -> Iterator[tuple[str, int]]:
        """Yield each imported module by its full name, with its line."""
        pakke = [*self.fil.relative_to(SRC.parent).parts[:-1]]
        for node in ast.walk(self.trae):
            if isinstance(node, ast.Import):
                yield from ((navn.name, node.lineno) for navn in node.names)
            elif isinstance(node, ast.ImportFrom):
                over = pakke[: len(pakke) - node.level + 1] if node.level else []
                modul = ".".join([*over, *([node.module] if node.module else [])])
                yield modul, node.lineno
                yield from ((f"{modul}.{navn.name}", node.lineno) for navn in node.names)


@cache
def tekst(fil: Path) -> str:
    return fil.read_text(encoding="utf-8")


@cache
def parse(fil: Path) -> ast.Module:
    return ast.parse(tekst(fil))


@cache
def kilder() -> list[Kilde]:
    """Return our files but not the migrations, which Django writes."""
    return [Kilde(fil) for fil in sorted(SRC.rglob("*.py")) if "migrations" not in fil.parts]


@cache
def skabeloner() -> list[Path]:
    return sorted(SRC.rglob("*.jinja"))


def egne_modeller() -> list[type[models.Model]]:
    return [m for m in apps.get_models() if m.__module__.startswith("socialaftale.")]


def adresser(moenstre: Any = None, foran: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Yield every address of the site with its pattern."""
    for p in get_resolver().url_patterns if moenstre is None else moenstre:
        if isinstance(p, URLPattern):
            yield foran + str(p.pattern), p
        else:
            yield from adresser(p.url_patterns, foran + str(p.pattern))


def laengde(funktion: Funktion) -> int:
    """Count the lines of a function without its docstring."""
    krop = funktion.body
    slut = funktion.end_lineno or funktion.lineno
    doc = krop[0] if ast.get_docstring(funktion) is not None else None
    return slut - funktion.lineno + 1 - ((doc.end_lineno or 0) - doc.lineno + 1 if doc else 0)


def argumenter(funktion: Funktion) -> list[ast.arg]:
    a = funktion.args
    alle = [*a.posonlyargs, *a.args, *a.kwonlyargs]
    return [arg for arg in alle if arg.arg not in ("self", "cls")]
