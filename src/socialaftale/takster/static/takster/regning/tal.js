// Danish numbers and exact fractions. Amounts are whole øre; nothing here is a floating-point number.

const DANSK = /^[-−]?(\d+|\d{1,3}(\.\d{3})+)(,\d+)?$/;
const LAENGST = 20;

/** What cannot be read or reckoned. The message is Danish and says what to write. */
export class KanIkke extends Error {}

/** A fraction `t` / `n` of BigInt; `n` is positive. */
export const broek = (t, n = 1n) => ({ t: BigInt(t), n: BigInt(n) });

export const add = (a, b) => broek(a.t * b.n + b.t * a.n, a.n * b.n);
export const subtract = (a, b) => broek(a.t * b.n - b.t * a.n, a.n * b.n);
export const multiply = (a, b) => broek(a.t * b.t, a.n * b.n);
export const compare = (a, b) => Number(a.t * b.n > b.t * a.n) - Number(a.t * b.n < b.t * a.n);
export const isWhole = (a) => a.t % a.n === 0n;

/** The nearest whole number, half away from zero, as `regler.beloeb.round_half_up` rounds. */
export function round({ t, n }) {
  const op = ((t < 0n ? -t : t) * 2n + n) / (2n * n);
  return t < 0n ? -op : op;
}

/** `1.234,56` as a fraction, by the rules of `regler.tal.parse_tal`: `12.5` can be read in two ways and is refused. */
export function parseTal(tekst) {
  const renset = tekst.replace(/\s/g, "");
  if (!DANSK.test(renset)) throw new KanIkke(advise(tekst.trim().slice(0, 30), renset));
  if (renset.length > LAENGST) throw new KanIkke("Tallet er for stort. Ret det.");
  const [hele, decimaler = ""] = renset.replace("−", "-").replaceAll(".", "").split(",");
  return broek(BigInt(hele + decimaler), 10n ** BigInt(decimaler.length));
}

function advise(vist, renset) {
  return /^[-−]?\d+\.\d+$/.test(renset)
    ? `”${vist}” kan læses på to måder. Skriv komma før decimaler, fx ${renset.replace(".", ",")}.`
    : `”${vist}” er ikke et tal. Skriv et tal som 1.234,56.`;
}

const group = (cifre) => cifre.replace(/\B(?=(\d{3})+$)/g, ".");

/** Hundredths as Danes write them: 123456n is `1.234,56`. */
export function hundredths(vaerdi) {
  const cifre = String(vaerdi < 0n ? -vaerdi : vaerdi).padStart(3, "0");
  return `${vaerdi < 0n ? "−" : ""}${group(cifre.slice(0, -2))},${cifre.slice(-2)}`;
}

export const kr = (oere) => `${hundredths(oere)}\u00a0kr.`;
export const withSign = (oere) => (oere > 0n ? "+" : "") + hundredths(oere);

/** A fraction with at most two decimals and none that say nothing: `7`, `7,5`. */
export function number(vaerdi) {
  const [hele, decimaler] = hundredths(round(multiply(vaerdi, broek(100)))).split(",");
  const sigende = decimaler.replace(/0+$/, "");
  return sigende ? `${hele},${sigende}` : hele;
}

/** The change from `fra` to `til` in per cent with one decimal; empty where there is nothing to compare with. */
export function percent(fra, til) {
  if (fra === 0n) return "";
  const tiendedele = round(broek((til - fra) * 1000n, fra));
  const tekst = hundredths(tiendedele * 10n).slice(0, -1);
  return `${tiendedele > 0n ? "+" : ""}${tekst}\u00a0%`;
}
