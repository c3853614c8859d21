// The reckoned list as a workbook: overview, tilbud by month, every row, and what is not reckoned.

import { amount, count, styled, workbook } from "./ark.js";
import { number } from "./tal.js";
import { perTilbud, total } from "./regnskab.js";

const heading = (tekster) => tekster.map((tekst) => styled(tekst, "hoved"));

/** The bytes of the workbook. `udgave` says which published prices it was reckoned by. */
export function asWorkbook({ poster, mangler }, liste, udgave) {
  return workbook([
    overview(poster, mangler, liste, udgave),
    byMonth(poster, liste),
    rows(poster, liste),
    missing(mangler),
  ]);
}

function overview(poster, mangler, { aar, foer, eksempeldata }, udgave) {
  const ialt = total(poster);
  const raekker = [
    [styled(`Min regning ${aar}`, "ialt")],
    [udgave],
    ...(eksempeldata ? [["Eksempeldata: tilbud og takster er opfundne."]] : []),
    [],
    [`Pris i ${aar}`, amount(ialt.oere, "ialtOere")],
    [`Pris i ${foer} for de rækker, der har pris i begge år`, amount(ialt.sidste)],
    ["Forskel for de samme rækker", amount(ialt.forskel)],
    ...(ialt.skuddag ? [[`Heraf fordi ${aar} har et andet antal dage end ${foer}`, amount(ialt.skuddag)]] : []),
    ["Rækker, der er regnet", count(ialt.antal)],
    ["Rækker uden pris i begge år", count(ialt.uden)],
    [
      "Rækker, der ikke er regnet med (se arket Ikke regnet)",
      count(mangler.reduce((antal, et) => antal + et.numre.length, 0)),
    ],
    [],
    ["Regnet i browseren af de offentlige listetakster. Det er ikke et tilbud: den endelige pris står i kontrakten."],
  ];
  return { navn: "Overblik", bredder: [62, 18], raekker };
}

function byMonth(poster, { aar, foer, maaneder }) {
  const line = (et, stil, navn) => [
    navn,
    ...[...et.maaneder, et.oere, et.sidste, et.forskel].map((oere) => amount(oere, stil)),
  ];
  const raekker = [
    heading(["Tilbud", ...maaneder, `${aar}`, `${foer}`, "Forskel"]),
    ...perTilbud(poster).map((et) => line(et, "oere", et.navn)),
  ];
  if (poster.length) raekker.push(line(total(poster), "ialtOere", styled("I alt", "ialt")));
  return { navn: "Tilbud og måned", bredder: [34, ...Array(15).fill(15)], raekker, frys: 1 };
}

const KOLONNER = ["Række", "Tilbud", "Takst", "Antal", "Timer", "Fra"];

function rows(poster, { aar, foer, enheder, maaneder }) {
  const overskrifter = [
    ...KOLONNER,
    `Takst ${foer}`,
    `Takst ${aar}`,
    "Enhed",
    `Pris ${foer}`,
    `Pris ${aar}`,
    "Forskel",
    ...maaneder,
    "Bemærk",
  ];
  const raekker = poster.map((et) => [
    count(et.nr),
    et.tilbud.navn,
    et.navn,
    et.felter.antal,
    hours(et.koeb),
    et.felter.fra,
    amount(et.gammel && BigInt(et.gammel.oere)),
    amount(BigInt(et.ny.oere)),
    enheder[et.ny.enhed],
    amount(et.sidste),
    amount(et.oere),
    amount(et.sidste === null ? null : et.oere - et.sidste),
    ...et.maaneder.map((oere) => amount(oere)),
    et.noter.join(" "),
  ]);
  return {
    navn: "Rækker",
    bredder: [8, 30, 34, 12, 12, 12, 13, 13, 12, 16, 16, 16, ...Array(12).fill(14), 60],
    raekker: [heading(overskrifter), ...raekker],
    frys: 1,
  };
}

/** `7 pr. uge` */
export const hours = ({ timer }) =>
  timer ? `${number(timer.antal)} pr. ${{ dag: "dag", uge: "uge", aar: "år" }[timer.pr]}` : "";

function missing(mangler) {
  const raekker = mangler.map((et) => [et.numre.join(", "), et.skrevet, et.besked]);
  return {
    navn: "Ikke regnet",
    bredder: [12, 60, 80],
    raekker: [heading(["Række", "Du skrev", "Gør sådan"]), ...raekker],
    frys: 1,
  };
}
