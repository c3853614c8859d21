// A pasted list taken apart: rows, cells and what the columns hold. Nothing is thrown away, and nothing is reckoned.

export const FELTER = ["tilbud", "linje", "antal", "timer", "fra"];
export const HOEJST_TEGN = 1_000_000;
export const HOEJST_RAEKKER = 5_000;

const OVERSKRIFTER = [
  ["tilbud", /^(tilbud(et)?( navn|s navn|s id)?|navn på tilbud|sted|botilbud|institution)$/],
  ["afdeling", /^afdeling(ens navn)?$/],
  ["linje", /^(takst(linje)?|linje|ydelse|niveau|takstens navn|linje-?id)$/],
  ["antal", /^(antal( dage| døgn)?|dage|døgn|mængde|købte dage)$/],
  ["timer", /^(timer|(ata|brt)[- ]timer)( (om|pr\.?) (dagen|dag|ugen|uge|året|år))?$/],
  ["fra", /^(fra|fra dato|start|startdato|fra og med)$/],
];
const ORDHOVED = /^tilbud(et)?\b\D* (dage|antal|døgn)\b\D*$/;
const PERIODER = [
  ["dag", /\b(dagen|dag)$/],
  ["uge", /\b(ugen|uge)$/],
  ["aar", /(året|år)$/],
];

/** Text as it is compared: small letters, one space between words. */
export const fold = (tekst) => tekst.normalize("NFC").toLowerCase().replace(/\s+/g, " ").trim();

/**
 * The rows of a pasted list: `{ raekker, ubrugte, pr }`. A row is `{ nr, skrevet, felter, bredde }`, where `nr` is the
 * line of the text that it begins on; where spaces part the words it is `{ nr, skrevet, ord }`, for only who knows the
 * names can tell them apart. `ubrugte` are the headings of columns that are not used, `pr` is the period that the
 * heading of hours names.
 */
export function readListe(tekst) {
  const skilletegn = separator(tekst);
  const alle = cut(tekst, skilletegn).filter(({ celler }) => celler.some((celle) => celle.trim()));
  const hoved = alle.length ? headings(alle[0].celler, skilletegn) : null;
  const { navne, ubrugte, pr } = hoved ?? { navne: FELTER, ubrugte: [], pr: null };
  const raekker = (hoved ? alle.slice(1) : alle).map(({ nr, celler }) => {
    const skrevet = celler
      .map((celle) => celle.trim())
      .filter(Boolean)
      .join(" | ");
    if (skilletegn === " ") return { nr, skrevet, ord: skrevet };
    return { nr, skrevet, felter: named(celler, navne), bredde: celler.length };
  });
  return { raekker, ubrugte, pr };
}

/** What parts the cells: a tab, as from a spreadsheet, else a semicolon, else spaces. */
function separator(tekst) {
  if (tekst.includes("\t")) return "\t";
  return tekst.includes(";") ? ";" : " ";
}

/** Rows and cells. A cell in quotation marks may hold the separator and line breaks, as spreadsheets copy them. */
function cut(tekst, skilletegn) {
  const moenster = skilletegn === " " ? /([^\r\n]*)(\r\n|\r|\n|$)/g : cellPattern(skilletegn);
  const raekker = [{ nr: 1, celler: [] }];
  let linje = 1;
  for (const [hele, celle, slut] of tekst.matchAll(moenster)) {
    raekker.at(-1).celler.push(unquoted(celle));
    linje += hele.split(/\r\n|\r|\n/).length - 1;
    if (slut === "") break;
    if (slut !== skilletegn) raekker.push({ nr: linje, celler: [] });
  }
  return raekker;
}

const cellPattern = (skilletegn) =>
  new RegExp(
    `("(?:[^"]|"")*"(?=${skilletegn}|\\r|\\n|$)|[^${skilletegn}\\r\\n]*)(${skilletegn}|\\r\\n|\\r|\\n|$)`,
    "g",
  );
const unquoted = (celle) => (/^".*"$/s.test(celle) ? celle.slice(1, -1).replaceAll('""', '"') : celle);

/** What the first row calls the columns; null where it is no heading. */
function headings(celler, skilletegn) {
  if (skilletegn === " ") return ORDHOVED.test(fold(celler[0])) ? { navne: [], ubrugte: [], pr: null } : null;
  const navne = celler.map((celle) => OVERSKRIFTER.find(([, moenster]) => moenster.test(fold(celle)))?.[0] ?? "");
  if (!navne.includes("tilbud") && navne.filter(Boolean).length < 2) return null;
  const ubrugte = celler.filter((celle, nr) => celle.trim() && !navne[nr]).map((celle) => celle.trim());
  const timer = fold(celler[navne.indexOf("timer")] ?? "");
  return { navne, ubrugte, pr: PERIODER.find(([, moenster]) => moenster.test(timer))?.[0] ?? null };
}

/** The cells by name; the name of an afdeling goes in front of the line's. */
function named(celler, navne) {
  const felter = Object.fromEntries(FELTER.map((felt) => [felt, ""]));
  let afdeling = "";
  navne.forEach((navn, nr) => {
    if (navn === "afdeling") afdeling = (celler[nr] ?? "").trim();
    else if (navn && !felter[navn]) felter[navn] = (celler[nr] ?? "").trim();
  });
  if (afdeling && felter.linje) felter.linje = `${afdeling}, ${felter.linje}`;
  return felter;
}
