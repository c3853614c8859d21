// The design system starts once, and again for every fragment that htmx puts in.
DKFDS.init();
document.addEventListener("htmx:afterSwap", (event) => DKFDS.init({ scope: event.detail.elt }));
