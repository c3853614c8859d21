// What a bought line costs in a year, by the steps of `regler/takst/koeb.py`, in exact fractions.
// A row is rounded to the øre once, and its months are cut from it so that they give the year again.

import { add, broek, compare, isWhole, KanIkke, multiply, number, round, subtract } from "./tal.js";

const MAANEDER = 12;
const DAGE_PR_UGE = 7;
const TIMEAARETS_DAGE = 365; // hours of a year are spread over 365 days in every year, as `regler.takst.tid` does
const LAENGST = { dag: 24, uge: 168, aar: 8784 };
const MED_TIMER = ["gennemsnit", "niveau", "basis", "forloeb", "afledt"];
const NUL = broek(0);
const TOLVTEDELE = Array(MAANEDER).fill(1);

const sum = (tal) => tal.reduce((ialt, et) => ialt + et, 0);

/**
 * The cost of one bought line in a year whose months have the days of `kalender`: `{ oere, maaneder }`, all BigInt.
 *
 * `koeb` is from `readKoeb` in koeb.js; `pris` is a line of the price list, `timepris` the hour price
 * of its afdeling where there is exactly one. Throws KanIkke where the list does not say enough.
 */
export function cost(koeb, pris, timepris, kalender) {
  const regn = ENHEDER[pris.enhed];
  if (!regn) throw new KanIkke("Taksten har en enhed, som siden ikke kan regne med. Spørg driftsherren.");
  if (koeb.timer && !regn.timer) throw new KanIkke("Der kan kun lægges timer til en takst pr. døgn, dag eller time.");
  const aabning = regn === perDay && pris.dage !== null;
  const koebt = koeb.heltAar && !aabning ? { ...koeb, slags: "hele", fra: null } : koeb;
  const { enhedspris, antal, vaegte } = regn(koebt, pris, timepris, kalender);
  const ialt = multiply(enhedspris, antal);
  return { oere: round(ialt), maaneder: split(ialt, vaegte) };
}

/** The rounded amount cut in parts by weight: each cut is rounded, so the parts together are the whole, exactly. */
export function split(ialt, vaegte) {
  const alle = BigInt(sum(vaegte));
  let naaet = 0n;
  let givet = 0n;
  return vaegte.map((vaegt) => {
    naaet += BigInt(vaegt);
    const del = round(multiply(ialt, broek(naaet, alle))) - givet;
    givet += del;
    return del;
  });
}

/** The days of the year from a date to 31 December. */
export const daysLeft = (kalender, fra) => sum(weights(kalender, fra, sum(kalender)));

/** The days in each month of a run of days that begins on a date. */
function weights(kalender, fra, antal) {
  let foer = fra ? sum(kalender.slice(0, fra.maaned - 1)) + Math.min(fra.dag, kalender[fra.maaned - 1] + 1) - 1 : 0;
  let tilbage = antal;
  return kalender.map((dage) => {
    const her = Math.min(Math.max(dage - foer, 0), tilbage);
    foer = Math.max(foer - dage, 0);
    tilbage -= her;
    return her;
  });
}

function perDay(koeb, pris, timepris, kalender) {
  const aarets = pris.dage ?? sum(kalender);
  return { enhedspris: withHours(koeb, pris, timepris), ...days(koeb, aarets, kalender, pris.dage !== null) };
}
perDay.timer = true;

/**
 * How many days, and how they fall on the months: in a row from a date, else a twelfth on each, as a month's price is.
 * `aabning`: the price is paid for other days than the calendar's; they lie evenly, so a run of them takes longer.
 */
function days(koeb, aarets, kalender, aabning) {
  const rest = koeb.fra ? daysLeft(kalender, koeb.fra) : sum(kalender);
  if (koeb.slags === "hele") {
    if (koeb.fra && aabning)
      throw new KanIkke(`Taksten betales for ${aarets} dage om året. Skriv, hvor mange af dem der købes.`);
    if (aabning) return { antal: broek(aarets), vaegte: TOLVTEDELE };
    return { antal: broek(rest), vaegte: weights(kalender, koeb.fra, rest) };
  }
  demand(koeb, "dage", "Taksten er pr. døgn eller dag. Skriv antal dage, eller skriv »hele året«.");
  const antal = Number(koeb.antal.t / koeb.antal.n);
  if (antal > Math.min(aarets, rest)) throw new KanIkke(tooMany(antal, aarets, rest, koeb.fra));
  const loeb = aabning ? Math.min(rest, Math.ceil((antal * sum(kalender)) / aarets)) : antal;
  return { antal: broek(antal), vaegte: koeb.fra ? weights(kalender, koeb.fra, loeb) : TOLVTEDELE };
}

function tooMany(antal, aarets, rest, fra) {
  if (fra && rest < aarets) return `Fra den dag er der kun ${rest} dage tilbage af året. Du har skrevet ${antal}.`;
  return `Taksten betales for højst ${aarets} dage om året. Du har skrevet ${antal}. Ret tallet, eller skriv »hele året«.`;
}

/** The price of a day with the hours beyond those that the place includes; never below the price of the place. */
function withHours(koeb, pris, timepris) {
  const dagspris = broek(pris.oere);
  if (!koeb.timer) return dagspris;
  if (!MED_TIMER.includes(pris.art))
    throw new KanIkke("Timer lægges til taksten for pladsen, ikke til en pakke eller et tillæg.");
  if (!timepris)
    throw new KanIkke("Afdelingen har ikke netop én timepris. Skriv timerne på en række for sig med timeprisens navn.");
  demandKind(timepris);
  if (pris.timer && pris.timer.art !== timepris.timer.art)
    throw new KanIkke(
      `${timepris.timer.art}-timer og ${pris.timer.art}-timer kan ikke lægges sammen. Spørg driftsherren.`,
    );
  const ekstra = subtract(hoursADay(koeb.timer), pris.timer ? hoursADay(included(pris.timer)) : NUL);
  return compare(ekstra, NUL) > 0 ? add(dagspris, multiply(ekstra, broek(timepris.oere))) : dagspris;
}

const included = (timer) => ({ antal: broek(timer.antal, 100), pr: timer.pr });

function demandKind(timepris) {
  if (!timepris.timer)
    throw new KanIkke("Prislisten siger ikke, hvilken tidsart timeprisen gælder. Spørg driftsherren.");
}

function hoursADay({ antal, pr }) {
  if (compare(antal, broek(LAENGST[pr])) > 0)
    throw new KanIkke(`Der kan højst være ${LAENGST[pr]} timer. Du har skrevet ${number(antal)}.`);
  return multiply(antal, broek(1, { dag: 1, uge: DAGE_PR_UGE, aar: TIMEAARETS_DAGE }[pr]));
}

function perHour(koeb, pris, _, kalender) {
  const enhedspris = broek(pris.oere);
  if (koeb.slags === "timer") {
    if (koeb.timer) throw new KanIkke("Timerne står to steder. Skriv dem enten som antal eller i kolonnen med timer.");
    if (compare(koeb.antal, broek(24 * sum(kalender))) > 0) throw new KanIkke("Der er flere timer, end året har.");
    return { enhedspris, antal: koeb.antal, vaegte: monthsFrom(koeb.fra) };
  }
  if (!koeb.timer)
    throw new KanIkke(
      "Taksten er pr. time. Skriv antal timer i året, fx »120 timer«, eller timer i kolonnen med timer.",
    );
  demandKind(pris);
  return { enhedspris: multiply(hoursADay(koeb.timer), enhedspris), ...days(koeb, sum(kalender), kalender, false) };
}
perHour.timer = true;

function perMonth(koeb, pris) {
  if (koeb.fra && koeb.fra.dag !== 1)
    throw new KanIkke("Taksten er pr. måned. Skriv en startdato, der er den første i en måned.");
  const rest = koeb.fra ? MAANEDER + 1 - koeb.fra.maaned : MAANEDER;
  if (koeb.slags !== "hele")
    demand(koeb, "maaneder", "Taksten er pr. måned. Skriv fx »6 mdr.«, eller skriv »hele året«.");
  const antal = koeb.slags === "hele" ? rest : Number(koeb.antal.t / koeb.antal.n);
  if (antal > rest) throw new KanIkke(`Der er ${rest} måneder at købe. Du har skrevet ${antal}.`);
  const vaegte = koeb.fra
    ? TOLVTEDELE.map((_, nr) => Number(nr >= koeb.fra.maaned - 1 && nr < koeb.fra.maaned - 1 + antal))
    : TOLVTEDELE;
  return { enhedspris: broek(pris.oere), antal: broek(antal), vaegte };
}

function perYear(koeb, pris) {
  if (koeb.fra)
    throw new KanIkke("Taksten er pr. år og kan ikke regnes fra en dato. Slet datoen, og skriv fx »0,5 år«.");
  if (koeb.slags !== "hele" && koeb.slags !== "aar")
    throw new KanIkke("Taksten er pr. år. Skriv »hele året«, eller fx »0,5 år«.");
  const antal = koeb.slags === "hele" ? broek(1) : koeb.antal;
  if (compare(antal, broek(1)) > 0) throw new KanIkke("Der er kun 1 år at købe i. Skriv højst »1 år«.");
  return { enhedspris: broek(pris.oere), antal, vaegte: TOLVTEDELE };
}

function perCourse(koeb, pris) {
  demand(koeb, "forloeb", "Taksten er pr. forløb. Skriv, hvor mange der købes, fx »1 forløb«.");
  const vaegte = koeb.fra ? TOLVTEDELE.map((_, nr) => Number(nr === koeb.fra.maaned - 1)) : TOLVTEDELE;
  return { enhedspris: broek(pris.oere), antal: koeb.antal, vaegte };
}

const monthsFrom = (fra) => (fra ? TOLVTEDELE.map((_, nr) => Number(nr >= fra.maaned - 1)) : TOLVTEDELE);

/** The number bought must be of this kind, and whole. */
function demand(koeb, slags, besked) {
  if (koeb.slags !== slags) throw new KanIkke(besked);
  if (!isWhole(koeb.antal)) throw new KanIkke(`Antallet skal være et helt tal. Du har skrevet ${number(koeb.antal)}.`);
}

const ENHEDER = {
  kr_pr_doegn: perDay,
  kr_pr_dag: perDay,
  kr_pr_time: perHour,
  kr_pr_maaned: perMonth,
  kr_pr_aar: perYear,
  kr_pr_forloeb: perCourse,
};
