// Offers to print where the page says so. Without this the browser's own menu does it.
document.querySelectorAll("[data-udskriv]").forEach((sted) => {
  const knap = document.createElement("button");
  knap.type = "button";
  knap.className = "button button-primary";
  knap.textContent = "Udskriv ringelisten";
  knap.addEventListener("click", () => window.print());
  sted.prepend(knap);
});
