// Which tilbud and line a row is about: by id, else by exactly its name, else the buyer chooses among what is like it.

import { KanIkke, kr } from "./tal.js";
import { fold } from "./liste.js";

const FORSLAG = 8;
const LIGNER = 0.3;
const SIDST = /^(.*?)[\s,]+((?:[-−\d.,]+\s*(?:dage?|døgn|mdr\.?|måneder|år|timer|forløb)?|(?:hele )?året))$/i;

/** What the buyer must choose. `noegle` is the same for rows that ask the same, so that one choice answers them all. */
export class Vaelg extends KanIkke {
  constructor(besked, noegle, muligheder) {
    super(besked);
    this.noegle = noegle;
    this.muligheder = muligheder;
  }
}

/** The price list, ready to be looked up in. */
export class Opslag {
  constructor(prisliste) {
    this.liste = prisliste;
    this.tilbud = prisliste.tilbud;
    this.efterKode = new Map(this.tilbud.map((et) => [fold(et.kode), et]));
    this.efterNavn = grouped(this.tilbud, (et) => [fold(et.navn)]);
    this.efterLinje = grouped(this.tilbud, (et) => et.linjer.map((linje) => fold(linje.id)));
    this.lignende = new Map();
  }

  /**
   * The prices of a row's cells: `{ tilbud, ny, foer, gammel }`, where `foer` is the tilbud of the year before: another
   * where it has gone on in a new one. `valg` is what was chosen by key. Throws Vaelg or KanIkke.
   */
  find(felter, valg) {
    const foer = this.#findTilbud(felter, valg);
    const linje = this.#findLinje(foer, felter.linje, valg);
    return { ...this.#next(foer, linje, valg), foer, gammel: linje.gammel };
  }

  /** The hour price of the same afdeling; null where there is not exactly one. */
  timepris(tilbud, pris, aargang) {
    const fundne = tilbud.linjer
      .map((linje) => linje[aargang])
      .filter((et) => et?.art === "time" && et.enhed === "kr_pr_time" && et.beregning === pris.beregning);
    return fundne.length === 1 ? fundne[0] : null;
  }

  #findTilbud({ tilbud: skrevet, linje }, valg) {
    const tekst = fold(skrevet);
    const kendt = this.efterKode.get(valg[`tilbud ${tekst}`]) ?? this.efterKode.get(tekst);
    if (kendt) return kendt;
    const fundne = this.efterNavn.get(tekst) ?? this.efterLinje.get(tekst ? "" : fold(linje)) ?? [];
    if (fundne.length === 1) return fundne[0];
    if (!tekst) throw new KanIkke("Tilbuddet mangler. Skriv tilbuddets navn eller id.");
    const muligheder = (fundne.length ? fundne : this.#like(tekst)).map(choiceOf);
    if (!muligheder.length)
      throw new KanIkke("Tilbuddet findes ikke i de offentlige takster. Ret navnet, eller skriv tilbuddets id.");
    const besked = fundne.length ? "Flere tilbud hedder det samme." : "Tilbuddet findes ikke under det navn.";
    throw new Vaelg(`${besked} Vælg det, du mener.`, `tilbud ${tekst}`, muligheder);
  }

  #like(tekst) {
    if (!this.lignende.has(tekst)) {
      const fundne = this.tilbud
        .map((et) => [likeness(tekst, fold(et.navn)), et])
        .filter(([lighed]) => lighed >= LIGNER);
      fundne.sort(([a], [b]) => b - a);
      this.lignende.set(
        tekst,
        fundne.slice(0, FORSLAG).map(([, et]) => et),
      );
    }
    return this.lignende.get(tekst);
  }

  #findLinje(tilbud, skrevet, valg) {
    const tekst = fold(skrevet);
    const noegle = `linje ${fold(tilbud.kode)} ${tekst}`;
    const fundne = tilbud.linjer.filter((linje) => linje.id === valg[noegle]);
    const ens = fundne.length ? fundne : tilbud.linjer.filter((linje) => fold(linje.id) === tekst);
    const navne = ens.length ? ens : tilbud.linjer.filter((linje) => namesOf(linje).has(tekst));
    if (navne.length === 1) return navne[0];
    if (!tekst && tilbud.linjer.length === 1) return tilbud.linjer[0];
    const ukendt = tekst ? `${tilbud.navn} har ingen takst med det navn.` : "Taksten mangler.";
    const besked = navne.length ? "Flere takster hedder det samme." : ukendt;
    throw new Vaelg(`${besked} Vælg den, du mener.`, noegle, this.#told(tilbud, navne.length ? navne : tilbud.linjer));
  }

  /** The price in the takst year: the line's own, or that of a line chosen in its place, here or where it goes on. */
  #next(tilbud, linje, valg) {
    if (linje.ny) return { tilbud, ny: linje.ny };
    const { aar, foer, efterfoelgere } = this.liste;
    const noegle = `ny ${fold(tilbud.kode)} ${linje.id}`;
    const egne = priced(tilbud);
    const videre = (efterfoelgere[tilbud.kode] ?? []).map((kode) => this.efterKode.get(fold(kode))).filter(Boolean);
    const muligheder = egne.length ? egne : videre.flatMap(priced);
    const valgt = muligheder.find(([hos, en]) => `${hos.kode} ${en.id}` === valg[noegle]);
    if (valgt) return { tilbud: valgt[0], ny: valgt[1].ny };
    if (!muligheder.length)
      throw new KanIkke(`${tilbud.navn} har ingen offentlige takster for ${aar}. Spørg driftsherren.`);
    const hvorfor = egne.length
      ? `Taksten har en pris i ${foer}, men ingen i ${aar}.`
      : `${tilbud.navn} fortsætter i ${videre.map((et) => et.navn).join(" og ")}.`;
    const told = muligheder.map(([hos, en]) => [
      `${hos.kode} ${en.id}`,
      (egne.length ? "" : `${hos.navn}: `) + this.tell(hos, en.ny),
    ]);
    throw new Vaelg(`${hvorfor} Vælg den takst, der købes i stedet.`, noegle, told);
  }

  #told(tilbud, linjer) {
    const kun = ({ ny }) => (ny ? "" : ` (kun ${this.liste.foer})`);
    const tekster = linjer.map((linje) => this.tell(tilbud, linje.ny ?? linje.gammel) + kun(linje));
    const ens = (tekst) => tekster.indexOf(tekst) !== tekster.lastIndexOf(tekst);
    return linjer.map(({ id }, nr) => [id, ens(tekster[nr]) ? `${tekster[nr]} (${id})` : tekster[nr]]);
  }

  /** `Basistakst: 1.176,00 kr. pr. døgn`, with the afdeling in front where the tilbud has several. */
  tell(tilbud, pris) {
    return `${this.name(tilbud, pris)}: ${kr(BigInt(pris.oere))} ${this.liste.enheder[pris.enhed]}`;
  }

  name(tilbud, pris) {
    const priser = tilbud.linjer.flatMap(({ ny, gammel }) => [ny, gammel]).filter(Boolean);
    const flere = new Set(priser.map((et) => et.beregning)).size > 1;
    return flere && pris.afdeling ? `${pris.afdeling}, ${pris.navn}` : pris.navn;
  }

  /** The cells of a row that spaces part: the tilbud's name stands in front, what is bought at the end. */
  cells(tekst) {
    const dele = tekst.split(/\s{2,}|\s*,\s+/).filter(Boolean);
    const resten = { timer: "", fra: "" };
    if (dele.length >= 3)
      return { tilbud: dele[0], linje: dele.slice(1, -1).join(", "), antal: dele.at(-1), ...resten };
    const [, navne, antal] = SIDST.exec(tekst) ?? [null, tekst, ""];
    const foldet = fold(navne.replaceAll(",", " "));
    const kendte = [...this.efterNavn.keys(), ...this.efterKode.keys()];
    const foran = kendte.filter((navn) => `${foldet} `.startsWith(`${navn} `)).sort((a, b) => b.length - a.length)[0];
    if (!foran) return { tilbud: navne, linje: "", antal, ...resten };
    return { tilbud: foran, linje: foldet.slice(foran.length).trim(), antal, ...resten };
  }
}

const choiceOf = (tilbud) => [fold(tilbud.kode), `${tilbud.navn} (${tilbud.driftsherre}, ${tilbud.kode})`];

/** The lines of a tilbud that have a price in the takst year, each with the tilbud. */
const priced = (tilbud) => tilbud.linjer.filter((linje) => linje.ny).map((linje) => [tilbud, linje]);

function grouped(ting, noegler) {
  const grupper = new Map();
  for (const en of ting) {
    for (const noegle of new Set(noegler(en))) {
      if (!grupper.has(noegle)) grupper.set(noegle, []);
      grupper.get(noegle).push(en);
    }
  }
  return grupper;
}

/** Every name a line goes by in either year, with and without its afdeling. */
function namesOf({ ny, gammel }) {
  const navne = [ny, gammel]
    .filter(Boolean)
    .flatMap(({ navn, afdeling }) => [navn, `${afdeling}, ${navn}`, `${afdeling} ${navn}`, `${afdeling}: ${navn}`]);
  return new Set(navne.map(fold));
}

/** How alike two folded texts are, 0 to 1: the share of pairs of letters that they have in common. */
function likeness(en, anden) {
  const [a, b] = [pairs(en), pairs(anden)];
  return (2 * [...a].filter((par) => b.has(par)).length) / (a.size + b.size || 1);
}

const pairs = (tekst) =>
  new Set(Array.from({ length: Math.max(tekst.length - 1, 0) }, (_, nr) => tekst.slice(nr, nr + 2)));
