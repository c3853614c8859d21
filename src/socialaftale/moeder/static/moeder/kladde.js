// What is typed in meeting mode is kept in this tab until it is saved: a lost session or connection loses nothing.
const form = document.querySelector("form[data-kladde]");
const key = (field) => {
  const version = form.elements[`${field.name.split("-")[0]}-nr`];
  return version && version !== field ? `kladde:${form.dataset.kladde}:${field.name}:${version.value}` : "";
};
const typed = form ? [...form.querySelectorAll("textarea, select, input[type=text]")].filter(key) : [];
const shown = new Map(typed.map((field) => [field, field.value]));

for (const field of typed) {
  const kept = sessionStorage.getItem(key(field));
  if (kept !== null && !document.querySelector(".form-error")) field.value = kept;
  field.addEventListener("input", () => {
    if (field.value === shown.get(field)) sessionStorage.removeItem(key(field));
    else sessionStorage.setItem(key(field), field.value);
  });
}
