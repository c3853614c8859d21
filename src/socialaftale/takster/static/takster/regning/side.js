// The page "Min regning": from what is pasted to what is shown. Nothing here asks the server for anything.

import { linesWithCpr, mask } from "./cpr.js";
import { HOEJST_TEGN } from "./liste.js";
import { Opslag } from "./parring.js";
import { asWorkbook, hours } from "./regneark.js";
import { perTilbud, reckon, total } from "./regnskab.js";
import { broek, hundredths, KanIkke, kr, number, percent, withSign } from "./tal.js";

const HUSK = "min-regning";
const PR_GANG = 50;
const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

const find = (id) => document.getElementById(id);
const opslag = new Opslag(globalThis.PRISLISTE);
const { aar, foer, enheder } = opslag.liste;
const felt = find("id_liste");
const periode = find("id_periode");
let valg = {};
let svar = null;

function start() {
  const husket = recall();
  felt.value = husket.tekst ?? "";
  periode.value = husket.periode ?? periode.value;
  valg = husket.valg ?? {};
  find("beregn").addEventListener("click", () => show(true));
  find("eksempel").addEventListener("click", tryExample);
  find("glem").addEventListener("click", forget);
  find("igen").addEventListener("click", choose);
  find("fortryd").addEventListener("click", () => ((valg = {}), show(true)));
  find("xlsx").addEventListener("click", download);
  felt.addEventListener("input", remember);
  felt.addEventListener("paste", refuseHuge);
  periode.addEventListener("change", () => (remember(), svar && show(false)));
  find("uden").hidden = true;
  find("regning").hidden = false;
  if (felt.value.trim()) show(false);
}

/** Reckon the list and show the answer; `flyt` moves the focus to it. */
function show(flyt) {
  remember();
  svar = null;
  warnOfCpr();
  try {
    demandSize(felt.value);
    svar = reckon(felt.value, opslag, { pr: periode.value, valg });
  } catch (fejl) {
    if (!(fejl instanceof KanIkke)) throw fejl;
    tellFault(fejl);
  }
  find("fejl").hidden = svar !== null;
  find("svar").hidden = svar === null;
  if (svar) showAnswer(svar);
  if (flyt) find(svar ? "svaroverskrift" : "id_liste").focus();
}

function tellFault(fejl) {
  find("status").textContent = "";
  find("fejltekst").querySelector(".alert-text").textContent = fejl.message;
  find("fejl").hidden = false;
}

function demandSize(tekst) {
  if (tekst.length <= HOEJST_TEGN) return;
  const millioner = number(broek(tekst.length, HOEJST_TEGN));
  throw new KanIkke(`Listen fylder ${millioner} mio. tegn. Siden regner på højst 1 mio. ad gangen. Del listen.`);
}

/** A browser stands still for half a minute over ten megabytes in a field, so they never get there. */
function refuseHuge(event) {
  try {
    demandSize(event.clipboardData.getData("text"));
  } catch (fejl) {
    if (!(fejl instanceof KanIkke)) throw fejl;
    event.preventDefault();
    tellFault(fejl);
  }
}

function warnOfCpr() {
  const linjer = felt.value.length > HOEJST_TEGN ? [] : linesWithCpr(felt.value);
  const hvor = linjer.slice(0, 10).join(", ") + (linjer.length > 10 ? " og flere" : "");
  find("cprtekst").querySelector(".alert-text").textContent =
    `Der står ti cifre, som kan være et CPR-nummer, i række ${hvor}. Slet dem. Intet er sendt. ` +
    "Siden skjuler dem i svaret, og listen bliver ikke husket, så længe de står der.";
  find("cpr").hidden = linjer.length === 0;
}

function showAnswer({ poster, mangler, ubrugte, pr }) {
  const ialt = total(poster);
  const ikke = mangler.reduce((antal, et) => antal + et.numre.length, 0);
  find("status").textContent = `${rows(poster.length)} er regnet. ${ikke ? `${rows(ikke)} skal du se på.` : ""}`;
  const tal = find("svar").querySelectorAll(".noegletal strong");
  [kr(ialt.oere), kr(ialt.sidste), `${withSign(ialt.forskel)}\u00a0kr.`].forEach(
    (tekst, nr) => (tal[nr].textContent = tekst),
  );
  const af = ialt.uden ? `af de ${rows(ialt.antal - ialt.uden)}, der har en pris i begge år` : "";
  const smaat = find("svar").querySelectorAll(".noegletal small");
  [rows(ialt.antal), af, af || percent(ialt.sidste, ialt.oere)].forEach((tekst, nr) => (smaat[nr].textContent = tekst));
  find("noter").replaceChildren(...remarks(ialt, ikke, ubrugte, pr).map((tekst) => element("li", tekst)));
  find("mangler").hidden = mangler.length === 0;
  find("vaelg").hidden = !mangler.some((et) => et.noegle);
  find("fortryd").hidden = Object.keys(valg).length === 0;
  find("regnet").hidden = poster.length === 0;
  fill("mangeltabel", mangler.map(missingRow));
  const grupper = perTilbud(poster);
  fill("tilbudstabel", grupper.map(tilbudRow), tilbudRow({ ...ialt, navn: "I alt" })());
  fill("maanedstabel", grupper.map(monthRow), monthRow({ ...ialt, navn: "I alt" })());
  fill("raekketabel", poster.map(postRow));
}

const rows = (antal) => (antal === 1 ? "1 række" : `${number(broek(antal))} rækker`);

/** What the figures cover, in sentences. */
function remarks(ialt, ikke, ubrugte, pr) {
  return [
    ialt.skuddag &&
      `${withSign(ialt.skuddag)} kr. af prisen i ${aar} kommer af, at ${aar} har et andet antal dage end ${foer}.`,
    ikke && `${rows(ikke)} er ikke med i tallene: se nedenfor.`,
    pr && `Overskriften i din liste siger, at timerne er ${opslag.liste.perioder[pr]}. Det er der regnet med.`,
    ubrugte.length && `Kolonner, der ikke bruges: ${mask(ubrugte.join(", "))}.`,
  ].filter(Boolean);
}

const missingRow = (et) => () => [
  `Række ${et.numre.slice(0, 12).join(", ")}${et.numre.length > 12 ? " ..." : ""}`,
  et.skrevet.slice(0, 200),
  et.noegle ? choice(et) : et.besked,
];

/** What to choose among, and the sentence that asks for it. */
function choice({ numre, besked, noegle, muligheder }) {
  const gruppe = find("valgskabelon").content.firstElementChild.cloneNode(true);
  const [label, felt] = [gruppe.querySelector("label"), gruppe.querySelector("select")];
  felt.id = label.htmlFor = `valg-${numre[0]}`;
  label.textContent = besked;
  felt.setAttribute("aria-label", `Række ${numre[0]}: ${besked}`);
  felt.append(...muligheder.map(([vaerdi, tekst]) => new Option(tekst, vaerdi)));
  felt.dataset.noegle = noegle;
  return gruppe;
}

/** Take every choice that is made. Not as each is made: who walks through a list by keyboard passes what is not meant. */
function choose() {
  for (const felt of find("mangeltabel").querySelectorAll("select"))
    if (felt.value) valg[felt.dataset.noegle] = felt.value;
  show(true);
}

const tilbudRow = (et) => () => [
  et.navn,
  et.uden === et.antal ? "" : hundredths(et.sidste),
  hundredths(et.oere),
  et.uden === et.antal ? "ny" : withSign(et.forskel),
  et.uden ? "" : percent(et.sidste, et.oere),
];
const monthRow = (et) => () => [et.navn, ...et.maaneder.map(hundredths), hundredths(et.oere)];

const postRow = (et) => () => [
  `Række ${et.nr}`,
  `${et.tilbud.navn}: ${et.navn} (${enheder[et.ny.enhed]})`,
  [et.felter.antal, et.koeb.timer && `${hours(et.koeb)} (timer)`, et.felter.fra && `fra ${et.felter.fra}`]
    .filter(Boolean)
    .join(", "),
  et.gammel ? priceOf(et.gammel) : "",
  priceOf(et.ny),
  et.sidste === null ? "" : hundredths(et.sidste),
  hundredths(et.oere),
  et.noter.join(" "),
];
const priceOf = (pris) => hundredths(BigInt(pris.oere));

/** Put rows in a table of the page, so many at a time. A row is a function that gives its cells. */
function fill(id, raekker, fod = null) {
  const tabel = find(id);
  const flere = tabel.parentElement.nextElementSibling?.querySelector("button");
  tabel.tBodies[0].replaceChildren();
  let vist = 0;
  const more = () => {
    const naeste = raekker.slice(vist, flere ? vist + PR_GANG : undefined).map((cells) => tableRow(tabel, cells()));
    tabel.tBodies[0].append(...naeste);
    vist += naeste.length;
    if (flere) flere.parentElement.parentElement.hidden = vist >= raekker.length;
  };
  if (flere) flere.onclick = more;
  more();
  if (fod) tabel.tFoot.replaceChildren(tableRow(tabel, fod));
}

function tableRow(tabel, celler) {
  const raekke = element("tr");
  celler.forEach((indhold, nr) => {
    const overskrift = tabel.tHead.rows[0].cells[nr];
    const celle = element(nr ? "td" : "th", indhold);
    celle.className = overskrift.className;
    if (!nr) celle.scope = "row";
    else if (indhold) celle.dataset.title = overskrift.textContent;
    raekke.append(celle);
  });
  return raekke;
}

function element(navn, indhold = "") {
  const nyt = document.createElement(navn);
  nyt.append(indhold);
  return nyt;
}

/** The first line of each of three tilbud, so that a newcomer sees the shape of a list. */
function tryExample() {
  const linjer = opslag.tilbud.flatMap((tilbud) => {
    const linje = tilbud.linjer.find(
      ({ ny, gammel }) => ny && gammel && ["kr_pr_doegn", "kr_pr_dag"].includes(ny.enhed),
    );
    return linje ? [[tilbud.navn, opslag.name(tilbud, linje.ny)]] : [];
  });
  const antal = ["hele året", "120", `153; ; 01.08.${aar}`];
  felt.value = [
    "Tilbud; Takst; Dage; Timer; Fra",
    ...linjer.slice(0, antal.length).map(([tilbud, linje], nr) => `${tilbud}; ${linje}; ${antal[nr]}`),
  ].join("\n");
  show(true);
}

/** Kept in this tab alone, and not at all where there may be a CPR number. */
function remember() {
  const tekst = felt.value;
  find("eksempel").hidden = Boolean(tekst);
  const huskes = tekst && tekst.length <= HOEJST_TEGN && !linesWithCpr(tekst).length;
  try {
    if (huskes) sessionStorage.setItem(HUSK, JSON.stringify({ tekst, periode: periode.value, valg }));
    else sessionStorage.removeItem(HUSK);
  } catch {
    sessionStorage.removeItem(HUSK);
  }
}

function recall() {
  try {
    return JSON.parse(sessionStorage.getItem(HUSK)) ?? {};
  } catch {
    return {};
  }
}

function forget() {
  felt.value = "";
  valg = {};
  svar = null;
  remember();
  for (const id of ["svar", "fejl", "cpr"]) find(id).hidden = true;
  find("status").textContent = "Listen er glemt.";
  felt.focus();
}

function download() {
  const filer = new Blob([asWorkbook(svar, opslag.liste, find("udgave").textContent.trim())], { type: XLSX });
  const link = element("a");
  link.href = URL.createObjectURL(filer);
  link.download = `min-regning-${aar}.xlsx`;
  link.click();
  URL.revokeObjectURL(link.href);
}

start();
