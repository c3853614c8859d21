// The whole list reckoned: every row with its cost in both years, what must be looked at, and the totals.

import { cost } from "./beregn.js";
import { mask } from "./cpr.js";
import { readKoeb } from "./koeb.js";
import { fold, HOEJST_RAEKKER, readListe } from "./liste.js";
import { broek, compare, KanIkke, number } from "./tal.js";

const MINDST_KOLONNER = 3;
const NUL_AAR = Array(12).fill(0n);

/**
 * `{ poster, mangler, ubrugte, pr }` of a pasted list. A post is a row that is reckoned; `mangler` are those that are
 * not, each with what was typed and what to do. `indstillinger` is `{ pr, valg }`: the period of hours, choices by key.
 */
export function reckon(tekst, opslag, indstillinger) {
  const { raekker, ubrugte, pr } = readListe(tekst);
  if (!raekker.length) throw new KanIkke("Listen har ingen rækker. Indsæt dem i feltet, eller prøv med et eksempel.");
  if (raekker.length > HOEJST_RAEKKER) throw new KanIkke(tooLong(raekker.length));
  const poster = [];
  const mangler = [];
  for (const raekke of raekker) {
    try {
      poster.push(post(raekke, opslag, { ...indstillinger, pr: pr ?? indstillinger.pr }));
    } catch (fejl) {
      if (!(fejl instanceof KanIkke)) throw fejl;
      const { message: besked, noegle = null, muligheder = [] } = fejl;
      mangler.push({ numre: [raekke.nr], skrevet: mask(raekke.skrevet), besked, noegle, muligheder });
    }
  }
  return { poster: withTwins(poster), mangler: gathered(mangler), ubrugte, pr };
}

const many = (antal) => number(broek(antal));
const tooLong = (antal) =>
  `Listen har ${many(antal)} rækker. Siden regner på højst ${many(HOEJST_RAEKKER)} ad gangen. Del listen.`;

function post(raekke, opslag, { pr, valg }) {
  if (raekke.bredde < MINDST_KOLONNER)
    throw new KanIkke("Rækken har for få kolonner. Skriv tilbud, takst og antal dage.");
  const felter = raekke.felter ?? opslag.cells(raekke.ord);
  const { aar, foer, kalender } = opslag.liste;
  const { tilbud, ny, foer: hos, gammel } = opslag.find(felter, valg);
  const koeb = readKoeb(felter, { aar, kalender: kalender[aar] }, pr);
  const timepris = opslag.timepris(tilbud, ny, "ny");
  const { oere, maaneder } = cost(koeb, ny, timepris, kalender[aar]);
  const sidste = gammel
    ? attempt(() => cost(koeb, gammel, opslag.timepris(hos, gammel, "gammel"), kalender[foer]))
    : { oere: null };
  const andenKalender = attempt(() => cost(koeb, ny, timepris, kalender[foer]));
  const noter = [
    ...(hos === tilbud ? [] : [`Fortsætter fra ${hos.navn}.`]),
    ...changes(opslag.liste, koeb, ny, gammel),
    ...(sidste.hvorfor ? [`${foer}: ${sidste.hvorfor}`] : []),
  ];
  return {
    nr: raekke.nr,
    tilbud,
    navn: opslag.name(tilbud, ny),
    felter,
    koeb,
    ny,
    gammel,
    oere,
    maaneder,
    sidste: sidste.oere,
    skuddag: oere - (andenKalender.oere ?? oere),
    noter,
  };
}

/** The cost, or null and why it cannot be reckoned. */
function attempt(regn) {
  try {
    return regn();
  } catch (fejl) {
    if (!(fejl instanceof KanIkke)) throw fejl;
    return { oere: null, hvorfor: fejl.message };
  }
}

/** What is not the same as the year before, beside the price. */
function changes({ aar, foer, kalender, enheder, perioder }, koeb, ny, gammel) {
  const dage = kalender[aar].reduce((ialt, et) => ialt + et, 0);
  const kort = koeb.slags === "dage" && dage === 366 && compare(koeb.antal, broek(365)) === 0;
  const noter = kort
    ? [`${aar} har 366 dage; rækken er regnet for 365. Skriv »hele året«, hvis det er hele året.`]
    : [];
  if (!gammel) return [...noter, `Ny takst: den har ingen pris i ${foer}.`];
  if (gammel.navn !== ny.navn) noter.push(`Taksten i ${foer} hed ${gammel.navn}.`);
  if (gammel.enhed !== ny.enhed) noter.push(`Enheden er ændret fra ${enheder[gammel.enhed]} til ${enheder[ny.enhed]}.`);
  const [foerTimer, nuTimer] = [gammel, ny].map(({ art, timer }) =>
    timer && art !== "time" ? `${number(broek(timer.antal, 100))} ${timer.art}-timer ${perioder[timer.pr]}` : "ingen",
  );
  if (foerTimer !== nuTimer) noter.push(`Timer i taksten er ændret fra ${foerTimer} til ${nuTimer}.`);
  if (gammel.dage !== ny.dage)
    noter.push(`Dage, taksten betales for, er ændret fra ${gammel.dage ?? "alle"} til ${ny.dage ?? "alle"}.`);
  return noter;
}

/** A row that is the same as an earlier one says so; both count, for two people may well live in the same place. */
function withTwins(poster) {
  const set = new Map();
  return poster.map((et) => {
    const noegle = [et.tilbud.kode, et.navn, ...["antal", "timer", "fra"].map((felt) => fold(et.felter[felt]))].join(
      "|",
    );
    const foerste = set.get(noegle);
    set.set(noegle, foerste ?? et.nr);
    return foerste ? { ...et, noter: [...et.noter, `Magen til række ${foerste}. Begge er regnet med.`] } : et;
  });
}

/** Rows that ask the same question stand together. */
function gathered(mangler) {
  const efter = new Map();
  for (const et of mangler) {
    const noegle = et.noegle ?? et.numre[0];
    if (efter.has(noegle)) efter.get(noegle).numre.push(...et.numre);
    else efter.set(noegle, et);
  }
  return [...efter.values()];
}

/** Totals of posts. `sidste` and `forskel` are of those with a price in both years; `uden` counts the others. */
export function total(poster, navn = "") {
  const begge = poster.filter((et) => et.sidste !== null);
  const sidste = begge.reduce((ialt, et) => ialt + et.sidste, 0n);
  return {
    navn,
    antal: poster.length,
    uden: poster.length - begge.length,
    oere: poster.reduce((ialt, et) => ialt + et.oere, 0n),
    sidste,
    forskel: begge.reduce((ialt, et) => ialt + et.oere, 0n) - sidste,
    skuddag: poster.reduce((ialt, et) => ialt + et.skuddag, 0n),
    maaneder: poster.reduce((ialt, et) => ialt.map((oere, nr) => oere + et.maaneder[nr]), NUL_AAR),
  };
}

/** One total for each tilbud, by name in Danish order. */
export function perTilbud(poster) {
  const grupper = new Map();
  for (const et of poster) {
    if (!grupper.has(et.tilbud)) grupper.set(et.tilbud, []);
    grupper.get(et.tilbud).push(et);
  }
  return [...grupper]
    .map(([tilbud, egne]) => total(egne, tilbud.navn))
    .sort((a, b) => a.navn.localeCompare(b.navn, "da"));
}
