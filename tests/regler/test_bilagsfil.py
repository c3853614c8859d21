"""What may be an annex: its name, and its content against its name."""

import pytest

from socialaftale.regler.bilagsfil import clean_name, refusal

PDF = b"%PDF-1.7\n"
PK = b"PK\x03\x04"
EXE = b"MZ\x90\x00"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("navn", "rent"),
    [
        ("Budget 2027.pdf", "Budget 2027.pdf"),
        ("C:\\Users\\mette\\Budget.PDF", "Budget.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("faktura\u202efdp.exe", "fakturafdp.exe"),
        ("bi\u200blag\x00\x07.pdf", "bilag.pdf"),
        ("to\nlinjer  og\tmere.pdf", "tolinjer og mere.pdf"),
        ("A\u030aben.pdf", "Åben.pdf"),
        ('hvad:"nu"?.pdf', "hvad--nu--.pdf"),
        ("x" * 300 + ".pdf", "x" * 146 + ".pdf"),
        ("\u202e.pdf", ""),
        ("...", ""),
    ],
)
def test_a_name_loses_what_nobody_can_see(navn, rent):
    assert clean_name(navn) == rent


@pytest.mark.parametrize(
    ("navn", "hoved", "dele"),
    [
        ("a.pdf", PDF, ()),
        ("a.docx", PK, ("word/document.xml", "[Content_Types].xml")),
        ("a.xlsx", PK, ("xl/workbook.xml",)),
        ("a.odt", PK, ("mimetype", "content.xml")),
        ("a.txt", "Å".encode(), ()),
        ("a.csv", b"a;b\n", ()),
        ("a.txt", "\ufeffÅ".encode("utf-16"), ()),
        ("a.jpeg", b"\xff\xd8\xff\xe0", ()),
        ("a.png", b"\x89PNG\r\n\x1a\n", ()),
    ],
)
def test_what_is_what_it_says_is_taken(navn, hoved, dele):
    assert refusal(navn, hoved, dele) == ""


@pytest.mark.parametrize(
    ("navn", "hoved", "dele", "ord_"),
    [
        ("a.exe", EXE, (), "modtages ikke"),
        ("a.pdf.exe", EXE, (), "modtages ikke"),
        ("a.pdf", EXE, (), "ikke PDF, selv om"),
        ("a.pdf", EXE + b"\0" * 50 + PDF, (), "ikke PDF, selv om"),
        ("a.docx", EXE, (), "ikke DOCX"),
        ("a.docx", PK, ("xl/workbook.xml",), "ikke DOCX"),
        ("a.docx", OLE, (), "uden adgangskode"),
        ("a.doc", OLE, (), "modtages ikke"),
        ("a.txt", EXE, (), "ikke tekst"),
        ("a.txt", b"#!/bin/sh\n", (), "ikke tekst"),
        ("a.xlsx", PK, ("xl/workbook.xml", "xl/vbaProject.bin"), "makroer"),
        ("a.docm", PK, ("word/document.xml",), "modtages ikke"),
        ("a.html", b"<script>", (), "modtages ikke"),
        ("a.svg", b"<svg>", (), "modtages ikke"),
        ("a.pdf", b"", (), "er tom"),
        ("bilag", PDF, (), "modtages ikke"),
        ("", PDF, (), "navn"),
    ],
)
def test_what_is_something_else_is_refused_in_one_message(navn, hoved, dele, ord_):
    besked = refusal(navn, hoved, dele)
    assert ord_ in besked
    assert besked.endswith(".")
