// The design system starts once, and again for every fragment that htmx puts in.
DKFDS.init();
document.addEventListener("htmx:afterSwap", (event) => DKFDS.init({ scope: event.detail.elt }));

// A link to a fold-out section opens it.
const openTarget = () => {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target instanceof HTMLDetailsElement) target.open = true;
};
window.addEventListener("hashchange", openTarget);
openTarget();
