"""The documents: each stands in the index, and no link leads nowhere."""

import re

from husregler import ROD, tekst

from socialaftale.drift.kommandolinje import build_parser

DOKUMENTER = [*ROD.glob("*.md"), *(ROD / "docs").rglob("*.md")]
LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")


def test_every_document_stands_in_the_index():
    indeks = ROD / "docs/README.md"
    naevnt = {(indeks.parent / sti).resolve() for sti in LINK.findall(tekst(indeks))}
    glemt = [str(fil.relative_to(ROD)) for fil in DOKUMENTER if fil != indeks and fil.resolve() not in naevnt]
    assert glemt == [], "Skriv dokumentet i docs/README.md."


def test_every_link_leads_to_a_file():
    links = [(fil, sti) for fil in DOKUMENTER for sti in LINK.findall(tekst(fil))]
    assert [f"{fil.relative_to(ROD)}: {sti}" for fil, sti in links if not (fil.parent / sti).exists()] == []


def test_the_drawing_shows_every_app():
    tegning = tekst(ROD / "docs/README.md").split("```")[1]
    apper = {fil.parent.name for fil in (ROD / "src/socialaftale").glob("*/__init__.py")}
    assert [app for app in sorted(apper) if f"  {app}/" not in tegning] == []


def test_the_readme_names_every_command():
    hjaelp = build_parser().format_help()
    kommandoer = re.findall(r"^    (\S+)(?:  |$)", hjaelp.split("KOMMANDO\n")[1], re.MULTILINE)
    assert len(kommandoer) >= 8, "hjælpen er læst"
    assert [navn for navn in kommandoer if f"socialaftale {navn}" not in tekst(ROD / "README.md")] == []
