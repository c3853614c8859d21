// A workbook (XLSX) made in the browser, packed by fflate. Text is always text: no cell is ever a formula.

const UGYLDIGE =
  /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const LAENGST = 32_000;
const HOVED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const NS = "http://schemas.openxmlformats.org";
const STIL = { tekst: 0, formeltegn: 1, hoved: 2, oere: 3, tal: 4, ialt: 5, ialtOere: 6 };
const TEGN = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** An amount of whole øre as a cell in kroner; the number is written from its digits and never is a float. */
export const amount = (oere, stil = "oere") => ({ tal: oere === null ? null : decimal(oere), stil });
export const count = (antal) => ({ tal: String(antal), stil: "tal" });
export const styled = (tekst, stil) => ({ tekst, stil });

/** The bytes of a workbook. A sheet is `{ navn, bredder, raekker, frys }`; a cell is text, `amount(...)` or null. */
export function workbook(sheets) {
  const filer = {
    "[Content_Types].xml": contentTypes(sheets),
    "_rels/.rels": relations([["officeDocument", "xl/workbook.xml"]]),
    "xl/workbook.xml": book(sheets),
    "xl/_rels/workbook.xml.rels": relations([
      ...sheets.map((_, nr) => ["worksheet", `worksheets/sheet${nr + 1}.xml`]),
      ["styles", "styles.xml"],
    ]),
    "xl/styles.xml": STYLES,
  };
  sheets.forEach((ark, nr) => (filer[`xl/worksheets/sheet${nr + 1}.xml`] = sheet(ark)));
  const { zipSync, strToU8 } = globalThis.fflate;
  return zipSync(Object.fromEntries(Object.entries(filer).map(([navn, xml]) => [navn, strToU8(HOVED + xml)])));
}

function sheet({ bredder, raekker, frys = 0 }) {
  const cols = bredder
    .map((bredde, nr) => `<col min="${nr + 1}" max="${nr + 1}" width="${bredde}" customWidth="1"/>`)
    .join("");
  const rude = frys
    ? `<sheetViews><sheetView workbookViewId="0"><pane ySplit="${frys}" topLeftCell="A${frys + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`
    : "";
  const rows = raekker
    .map(
      (celler, r) =>
        `<row r="${r + 1}">${celler.map((celle, k) => cell(celle, `${column(k)}${r + 1}`)).join("")}</row>`,
    )
    .join("");
  return `<worksheet xmlns="${NS}/spreadsheetml/2006/main">${rude}<cols>${cols}</cols><sheetData>${rows}</sheetData></worksheet>`;
}

function cell(celle, sted) {
  const { tal, tekst, stil } = typeof celle === "string" ? { tekst: celle } : (celle ?? {});
  if (tal) return `<c r="${sted}" s="${STIL[stil]}"><v>${tal}</v></c>`;
  if (!tekst) return "";
  const s = STIL[stil ?? (/^[ \n]*[=+\-@\t\r]/.test(tekst) ? "formeltegn" : "tekst")];
  return `<c r="${sted}" s="${s}" t="inlineStr"><is><t xml:space="preserve">${escape(tekst)}</t></is></c>`;
}

/** Text that a workbook can hold: no control characters, no half characters, no escape codes of the format. */
function escape(tekst) {
  const renset = tekst.slice(0, LAENGST).replace(/\r\n?/g, "\n").replace(UGYLDIGE, "");
  return renset.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_").replace(/[&<>"]/g, (tegn) => TEGN[tegn]);
}

function decimal(oere) {
  const cifre = String(oere < 0n ? -oere : oere).padStart(3, "0");
  return `${oere < 0n ? "-" : ""}${cifre.slice(0, -2)}.${cifre.slice(-2)}`;
}

/** 0 is A, 25 is Z, 26 is AA. */
const column = (nr) => (nr < 26 ? "" : column(Math.floor(nr / 26) - 1)) + String.fromCharCode(65 + (nr % 26));

function contentTypes(sheets) {
  const dele = [
    ["/xl/workbook.xml", "sheet.main"],
    ["/xl/styles.xml", "styles"],
    ...sheets.map((_, nr) => [`/xl/worksheets/sheet${nr + 1}.xml`, "worksheet"]),
  ];
  const egne = dele
    .map(
      ([navn, type]) =>
        `<Override PartName="${navn}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${type}+xml"/>`,
    )
    .join("");
  return `<Types xmlns="${NS}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${egne}</Types>`;
}

function relations(dele) {
  const alle = dele
    .map(
      ([type, fil], nr) =>
        `<Relationship Id="rId${nr + 1}" Type="${NS}/officeDocument/2006/relationships/${type}" Target="${fil}"/>`,
    )
    .join("");
  return `<Relationships xmlns="${NS}/package/2006/relationships">${alle}</Relationships>`;
}

function book(sheets) {
  const alle = sheets
    .map(({ navn }, nr) => `<sheet name="${escape(navn)}" sheetId="${nr + 1}" r:id="rId${nr + 1}"/>`)
    .join("");
  return `<workbook xmlns="${NS}/spreadsheetml/2006/main" xmlns:r="${NS}/officeDocument/2006/relationships"><sheets>${alle}</sheets></workbook>`;
}

const STYLES = `<styleSheet xmlns="${NS}/spreadsheetml/2006/main"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFEEF5F5"/></patternFill></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="7"><xf/><xf quotePrefix="1"/><xf fontId="1" fillId="2" applyFont="1" applyFill="1" applyAlignment="1"><alignment wrapText="1" vertical="top"/></xf><xf numFmtId="4" applyNumberFormat="1"/><xf numFmtId="1" applyNumberFormat="1"/><xf fontId="1" applyFont="1"/><xf numFmtId="4" fontId="1" applyNumberFormat="1" applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
