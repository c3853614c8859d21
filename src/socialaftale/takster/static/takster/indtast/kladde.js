// What is typed is kept: in the browser at once, on the server when the field is left and at the latest after 2 s.
const form = document.querySelector("form[data-kladde]");

if (form) {
  const VENT = 2000;
  const IGEN = 5000;
  const HOEJST = 1000;
  const status = form.querySelector("[data-kladdestatus]");
  const foran = `kladde:${form.dataset.bruger}:${form.dataset.kladde}:`;
  const ure = new Map();
  let koe = Promise.resolve();
  let undervejs = 0;
  let slut = false;

  const say = (tekst, href) => {
    if (status.dataset.tekst === tekst) return;
    status.dataset.tekst = tekst;
    status.textContent = tekst;
    if (!href) return;
    const link = document.createElement("a");
    link.href = href;
    link.textContent = "Log på igen";
    status.append(" ", link);
  };

  // A browser that keeps nothing still has the server and the button.
  const keep = (goer) => {
    try {
      return goer();
    } catch {
      return null;
    }
  };
  const key = (felt) => foran + felt.dataset.felt;
  const base = (felt) => felt.dataset.version ?? form.dataset.version;
  const remember = (felt) => keep(() => localStorage.setItem(key(felt), JSON.stringify({ tekst: felt.value, version: base(felt) })));
  const forget = (felt) => keep(() => localStorage.removeItem(key(felt)));
  const recall = (felt) => keep(() => JSON.parse(localStorage.getItem(key(felt))));

  const clear = (felt) => felt.closest(".form-group").querySelectorAll(".kladdebesked").forEach((besked) => besked.remove());
  const tell = (felt, tekst) => {
    clear(felt);
    const besked = document.createElement("div");
    besked.className = "kladdebesked";
    besked.setAttribute("role", "alert");
    besked.textContent = tekst;
    felt.closest(".form-group").append(besked);
    felt.closest("details")?.setAttribute("open", "");
    return besked;
  };

  // Two have written in the field: both are shown, and neither is kept before one is chosen.
  const ask = (felt, mit, uenige) => {
    felt.dataset.uenig = "ja";
    const deres = uenige.deres || "ingenting";
    const besked = tell(felt, `${uenige.hvem} har skrevet ”${deres}” her ${uenige.hvornaar}. Du skrev ”${mit || "ingenting"}”. `);
    for (const [tekst, vaerdi] of [["Brug det, jeg skrev", mit], [`Brug det, ${uenige.hvem} skrev`, uenige.deres]]) {
      const knap = document.createElement("button");
      knap.type = "button";
      knap.className = "button button-secondary";
      knap.textContent = tekst;
      knap.addEventListener("click", () => choose(felt, vaerdi, uenige));
      besked.append(knap, " ");
    }
  };
  const choose = (felt, vaerdi, uenige) => {
    delete felt.dataset.uenig;
    felt.value = vaerdi;
    felt.dataset.nr = uenige.nr;
    felt.dataset.version = uenige.version;
    const set = form.elements[`set-${felt.dataset.felt}`] ?? form.appendChild(document.createElement("input"));
    set.type = "hidden";
    set.name = `set-${felt.dataset.felt}`;
    set.value = uenige.nr || `v${uenige.version}`;
    clear(felt);
    felt.focus();
    remember(felt);
    send(felt);
  };

  // One field at a time, in the order they were left.
  const send = (felt, gammel) => {
    clearTimeout(ure.get(felt));
    ure.delete(felt);
    undervejs += 1;
    koe = koe.then(() => deliver(felt, gammel)).finally(() => (undervejs -= 1));
  };
  const deliver = async (felt, gammel) => {
    if (slut || felt.dataset.uenig) return;
    const tekst = gammel?.tekst ?? felt.value;
    if (!gammel && felt.dataset.sendt === tekst) return;
    const body = JSON.stringify({
      felt: felt.dataset.felt,
      tekst,
      version: String(gammel?.version ?? base(felt)),
      nr: felt.dataset.nr,
      forsoegt: felt.dataset.forsoegt ?? "",
    });
    felt.dataset.forsoegt = tekst;
    const headers = { "content-type": "application/json", "x-csrftoken": form.elements.csrfmiddlewaretoken.value };
    try {
      const svar = await fetch(form.dataset.kladde, { method: "POST", headers, body, redirect: "manual" });
      if (svar.headers.get("content-type")?.startsWith("application/json")) answered(felt, tekst, await svar.json(), gammel);
      else say("Du er logget af. Det, du har skrevet, er gemt i browseren og bliver sat ind igen.", location.href);
    } catch {
      say("Der er ingen forbindelse. Det, du skriver, bliver gemt i browseren og sendt, når den er tilbage.");
      plan(felt, IGEN);
    }
  };

  const answered = (felt, tekst, svar, gammel) => {
    if (svar.uenige) return ask(felt, tekst, svar.uenige);
    if (gammel && (svar.nr || svar.fejl)) {
      felt.value = tekst;
      felt.closest("details")?.setAttribute("open", "");
    }
    if (svar.fejl) return tell(felt, svar.fejl);
    felt.dataset.nr = svar.nr;
    felt.dataset.forsoegt = "";
    felt.dataset.sendt = tekst;
    if (felt.value === tekst || gammel) forget(felt);
    if (svar.besked) tell(felt, svar.besked);
    else clear(felt);
    if (svar.nr) say(`Gemt som kladde kl. ${svar.kl}. Vælg Gem, når du er færdig.`);
  };

  const plan = (felt, vent) => {
    if (!ure.has(felt)) ure.set(felt, setTimeout(() => send(felt), vent));
  };

  // A line in which something is typed is not unchanged.
  const untick = (felt) => {
    const [, linje, navn] = felt.dataset.felt.split(":");
    const kryds = form.elements[`uaendret-${linje}`];
    if (kryds && /^(indhold|pladser|timer_.*)$/.test(navn)) kryds.checked = false;
  };

  for (const felt of form.querySelectorAll("[data-felt]")) {
    felt.addEventListener("input", () => {
      untick(felt);
      remember(felt);
      plan(felt, VENT);
    });
    felt.addEventListener("change", () => {
      remember(felt);
      send(felt);
    });
    const gammel = form.dataset.bundet ? null : recall(felt);
    if (gammel) send(felt, gammel);
  }
  // The button waits a moment for what is under way, so that it is not counted as somebody else's.
  form.addEventListener("submit", (event) => {
    for (const ur of ure.values()) clearTimeout(ur);
    ure.clear();
    if (slut || !undervejs) return;
    slut = true;
    event.preventDefault();
    const knap = event.submitter;
    const ventet = new Promise((videre) => setTimeout(videre, HOEJST));
    Promise.race([koe, ventet]).then(() => setTimeout(() => form.requestSubmit(knap)));
  });
  window.addEventListener("pageshow", () => {
    slut = false;
  });
}
