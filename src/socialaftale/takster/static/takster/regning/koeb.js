// What is typed in a row, read as a purchase: how many of what, hours on top, and from when.

import { broek, compare, KanIkke, parseTal } from "./tal.js";

const HELE = /^(hele |hel )?(året|aaret|år|aar)$|^alle( dage)?$|^hele$/;
const SLAGS = [
  ["dage", /^(dage?|døgn|doegn|dg|d)?\.?$/],
  ["maaneder", /^(måneder|måned|maaneder|maaned|mdr|md)\.?$/],
  ["aar", /^(år|aar)$/],
  ["timer", /^(timer?|t)\.?$/],
  ["forloeb", /^(forløb|forloeb)$/],
];
const MED_ENHED = /^([-−\d.,\s]+)\s*(\p{L}*\.?)$/u;
const DATOER = [
  [/^(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})$/, ([, dag, maaned, aar]) => [aar.padStart(4, "20"), maaned, dag]],
  [/^(\d{4})-(\d{1,2})-(\d{1,2})$/, ([, aar, maaned, dag]) => [aar, maaned, dag]],
];

/**
 * The purchase of a row: `{ slags, antal, heltAar, timer, fra }`. `slags` is "hele" (the whole year), "dage",
 * "maaneder", "aar", "timer" or "forloeb"; `heltAar` tells that the days are all of the year's; `timer` is `{ antal, pr }` or null;
 * `fra` is `{ maaned, dag }`, or null where the purchase has no date or lasts all year. Throws KanIkke.
 */
export function readKoeb(felter, { aar, kalender }, pr) {
  const fra = readDate(felter.fra, aar);
  const { slags, antal } = readAntal(felter.antal);
  const aaretsDage = kalender.reduce((ialt, dage) => ialt + dage, 0);
  const fraNytaar = !fra || (fra.maaned === 1 && fra.dag === 1);
  const heltAar = slags === "dage" && fraNytaar && compare(antal, broek(aaretsDage)) === 0;
  const udenDato = fraNytaar && (slags === "hele" || slags === "aar");
  return { slags, antal, heltAar, timer: readTimer(felter.timer, pr), fra: udenDato ? null : fra };
}

function readAntal(tekst) {
  const renset = tekst.trim().toLowerCase();
  if (!renset) throw new KanIkke("Antallet mangler. Skriv antal dage, eller skriv »hele året«.");
  if (HELE.test(renset)) return { slags: "hele", antal: null };
  const [, tal, enhed] = MED_ENHED.exec(renset) ?? [null, renset, ""];
  const antal = parseTal(tal);
  const slags = SLAGS.find(([, moenster]) => moenster.test(enhed))?.[0];
  if (!slags) throw new KanIkke(`”${enhed}” er ikke en enhed, siden kender. Skriv dage, mdr., år, timer eller forløb.`);
  if (antal.t <= 0n) throw new KanIkke("Antallet skal være større end 0. Ret det, eller slet rækken.");
  return { slags, antal };
}

function readTimer(tekst, pr) {
  if (!tekst?.trim()) return null;
  const antal = parseTal(tekst);
  if (antal.t < 0n) throw new KanIkke("Timerne skal være mindst 0. Ret tallet.");
  return { antal, pr };
}

/** A date in the year, or 1 January for an earlier one; a later one is a fault. */
function readDate(tekst, aar) {
  const renset = tekst?.trim() ?? "";
  if (!renset) return null;
  const [skrevet, maaned, dag] = dateParts(renset);
  if (!maaned || !dag)
    throw new KanIkke(`”${renset.slice(0, 30)}” er ikke en dato. Skriv startdatoen som 01.03.${aar}.`);
  if (skrevet < aar) return { maaned: 1, dag: 1 };
  if (skrevet > aar) throw new KanIkke(`Startdatoen ligger efter ${aar}. Ret den, eller slet rækken.`);
  return { maaned, dag };
}

/** Year, month and day as numbers; empty where the text is no date of any year. */
function dateParts(tekst) {
  for (const [moenster, orden] of DATOER) {
    const fundet = moenster.exec(tekst);
    if (!fundet) continue;
    const [aar, maaned, dag] = orden(fundet).map(Number);
    const proeve = new Date(Date.UTC(aar, maaned - 1, dag));
    return proeve.getUTCMonth() === maaned - 1 && proeve.getUTCDate() === dag ? [aar, maaned, dag] : [];
  }
  return [];
}
