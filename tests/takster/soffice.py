"""LibreOffice as a reporter's spreadsheet: opens a workbook, computes every formula anew, and saves it."""

import subprocess
from pathlib import Path

_GENBEREGN = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item>
</oor:items>
"""


def save_in_libreoffice(raw: list[bytes], mappe: Path) -> list[bytes]:
    """The workbooks as LibreOffice saves them after computing every formula."""
    bruger = mappe / "profil" / "user"
    bruger.mkdir(parents=True)
    (bruger / "registrymodifications.xcu").write_text(_GENBEREGN, encoding="utf-8")
    ind = []
    for nr, fil in enumerate(raw):
        ind.append(mappe / f"skema{nr}.xlsx")
        ind[-1].write_bytes(fil)
    ud = mappe / "ud"
    kommando = ["soffice", f"-env:UserInstallation=file://{mappe}/profil", "--headless", "--convert-to"]
    kommando += ["xlsx:Calc MS Excel 2007 XML", "--outdir", str(ud), *map(str, ind)]
    subprocess.run(kommando, check=True, capture_output=True, timeout=600)
    return [(ud / fil.name).read_bytes() for fil in ind]
