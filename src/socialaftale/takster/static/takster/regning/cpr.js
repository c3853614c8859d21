// The guard against CPR numbers, as `faelles.cpr` has it: a date and four digits more, whether or not modulus 11 fits.

const TI_CIFRE = /(?<!\d)(\d{2})(\d{2})(\d{2})[-\u2010-\u2015 \u00a0]?(\d{4})(?!\d)/g;
const SKJULT = "●".repeat(10);

/** The text with every number hidden that may be a CPR number. */
export const mask = (tekst) =>
  tekst.replace(TI_CIFRE, (fund, dag, maaned, aar) => (isDate(+dag, +maaned, +aar) ? SKJULT : fund));

/** The lines of the text (from 1) where there may be a CPR number. */
export function linesWithCpr(tekst) {
  return tekst.split(/\r\n|\r|\n/).flatMap((linje, nr) => (mask(linje) === linje ? [] : [nr + 1]));
}

function isDate(dag, maaned, aar) {
  const proeve = new Date(Date.UTC(2000 + aar, maaned - 1, dag));
  return proeve.getUTCMonth() === maaned - 1 && proeve.getUTCDate() === dag;
}
