// What is typed in the review is kept in this tab until it is saved: a lost session or connection loses nothing.
for (const form of document.querySelectorAll("form[data-kladde]")) {
  const key = (field) => `gennemgang:${form.dataset.kladde}:${field.name}`;
  for (const field of form.querySelectorAll("textarea")) {
    const shown = field.value;
    const kept = sessionStorage.getItem(key(field));
    if (kept !== null && !form.querySelector(".form-error")) field.value = kept;
    field.addEventListener("input", () => {
      if (field.value === shown) sessionStorage.removeItem(key(field));
      else sessionStorage.setItem(key(field), field.value);
    });
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.ctrlKey) form.requestSubmit();
    });
  }
}
