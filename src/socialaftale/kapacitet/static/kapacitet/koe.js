// An answer given on a bad line is kept in the browser until the server has it, and the page says where it stands.
// It carries the id it was given with the page, so however often it is sent, it is registered once.
const form = document.querySelector("form[data-koe]");
const status = document.querySelector("[data-koe-status]");
const address = form ? new URL(form.action).pathname : "";
const key = `ledig:${address}`;
const PAUSE = 10_000;
let busy = false;
let native = false;

const say = (text) => {
  status.textContent = text;
  status.hidden = !text;
};

const keep = (body) => {
  localStorage.setItem(key, JSON.stringify(body));
  const at = new Date(body.sagt).toLocaleTimeString("da-DK", { hour: "2-digit", minute: "2-digit" });
  say(`Ingen forbindelse. Dit svar fra kl. ${at} er gemt i browseren og sendes af sig selv, når der er forbindelse igen.`);
  setTimeout(flush, PAUSE);
};

async function send(body, refused) {
  busy = true;
  say("Sender ...");
  const token = form.elements.csrfmiddlewaretoken;
  const data = token ? { ...body, csrfmiddlewaretoken: token.value } : body;
  try {
    const answer = await fetch(address, { method: "POST", body: new URLSearchParams(data) });
    if (answer.status >= 500) throw new Error(answer.statusText);
    if (answer.redirected && new URL(answer.url).pathname !== address) {
      localStorage.setItem(key, JSON.stringify(body)); // signed out: it is sent after signing in again
      location.assign(answer.url);
    } else {
      localStorage.removeItem(key);
      if (answer.redirected) location.assign(answer.url);
      else refused();
    }
  } catch {
    keep(body);
  } finally {
    busy = false;
  }
}

function flush() {
  const kept = localStorage.getItem(key);
  if (!kept || busy) return;
  send(JSON.parse(kept), () => say("Det svar, der ventede, kunne ikke bruges: der er kommet et nyere, eller noget skal rettes. Genindlæs siden, og svar igen."));
}

if (form && status) {
  form.addEventListener("submit", (event) => {
    if (native) return;
    event.preventDefault();
    if (busy) return;
    const button = event.submitter;
    const body = Object.fromEntries(new FormData(form));
    if (button && button.name) body[button.name] = button.value;
    body.sagt = new Date().toISOString();
    send(body, () => {
      native = true; // nothing was written: the page itself shows why
      form.requestSubmit(button);
    });
  });
  addEventListener("online", flush);
  addEventListener("visibilitychange", flush);
  flush();
}
