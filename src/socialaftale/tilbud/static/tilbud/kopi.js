// Puts a copy button at each value. Without this the values stand in fields that can be selected.
document.querySelectorAll("[data-kopi]").forEach((felt) => {
  const knap = document.createElement("button");
  knap.type = "button";
  knap.className = "button button-secondary";
  knap.textContent = "Kopiér";
  knap.setAttribute("aria-label", "Kopiér " + felt.labels[0].textContent);
  knap.addEventListener("click", async () => {
    felt.select();
    await navigator.clipboard.writeText(felt.value);
    knap.textContent = "Kopieret";
  });
  felt.after(knap);
});
