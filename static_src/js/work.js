const EVERY = 3000;

/** Renews the part of the page that shows long work, until the server sends it without the mark. */
export function keepWorkFresh(page) {
  const part = page.querySelector("[data-work]");
  if (!part) return;
  setTimeout(async () => {
    try {
      const answer = await fetch(location.href, { credentials: "same-origin" });
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-work]");
      if (!fresh) {
        location.reload();
        return;
      }
      part.replaceWith(page.adoptNode(fresh));
    } catch {
      // The network failed this time; the next turn asks again.
    }
    keepWorkFresh(page);
  }, EVERY);
}
