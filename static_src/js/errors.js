/** Puts the focus on the list of problems, so that a screen reader hears it first. */
export function focusErrorSummary(page) {
  const summary = page.querySelector("[data-error-summary]");
  if (!summary) return;
  summary.focus();
  summary.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const field = link && page.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    const legend = field.closest("fieldset")?.querySelector("legend");
    const label = page.querySelector(`label[for="${CSS.escape(field.id)}"]`);
    (legend ?? label ?? field).scrollIntoView();
    field.focus({ preventScroll: true });
  });
}
