// Progressive enhancement only: every page works without this file.

/** A form sent once is not sent twice; coming back by the browser's cache frees it again. */
function guardAgainstDoublePress(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.dataset["once"] === undefined) return;
    if (form.classList.contains("is-busy")) {
      event.preventDefault();
      return;
    }
    form.classList.add("is-busy");
    form.setAttribute("aria-busy", "true");
  });
  window.addEventListener("pageshow", free);
  document.addEventListener("htmx:afterRequest", free);
}

function free(): void {
  for (const form of document.querySelectorAll("form.is-busy")) {
    form.classList.remove("is-busy");
    form.removeAttribute("aria-busy");
  }
}

/** Open menus close by Escape or a press elsewhere, and give the focus back. */
function closeMenus(): void {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.querySelector<HTMLDetailsElement>("details.seat-menu[open]");
    if (menu === null) return;
    menu.open = false;
    menu.querySelector("summary")?.focus();
  });
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll<HTMLDetailsElement>("details.seat-menu[open]")) {
      if (event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
    }
  });
}

/** Print buttons appear only where a script can print. */
function offerPrinting(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}

/** After a refused form the reader stands at the list of what to mend. */
function showMistakes(): void {
  document.querySelector<HTMLElement>("[data-focus]")?.focus();
}

/** A field that matters only for some answers is shown with them: data-shown-by="name=value other-value". */
function followAnswers(): void {
  const parts = document.querySelectorAll<HTMLElement>("[data-shown-by]");
  if (parts.length === 0) return;
  const follow = (): void => {
    for (const part of parts) {
      const [name = "", values = ""] = (part.dataset["shownBy"] ?? "").split("=");
      const chosen = document.querySelector<HTMLInputElement | HTMLSelectElement>(
        `[name="${CSS.escape(name)}"]:checked, select[name="${CSS.escape(name)}"]`,
      );
      part.hidden = !values.split(" ").includes(chosen?.value ?? "");
    }
  };
  document.addEventListener("change", follow);
  follow();
}

/** Charts are heavy and the table beside each says the same: their script comes when one is about to be seen. */
function drawCharts(): void {
  const watcher = new IntersectionObserver(
    (seen) => {
      for (const { isIntersecting, target } of seen) {
        if (!isIntersecting) continue;
        watcher.unobserve(target);
        for (const figure of target.querySelectorAll<HTMLElement>("[data-chart]")) void drawOne(figure);
      }
    },
    { rootMargin: "160px" },
  );
  const saving = (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;
  if (saving) return;
  for (const place of document.querySelectorAll("[data-charts]")) watcher.observe(place);
}

async function drawOne(figure: HTMLElement): Promise<void> {
  const charts = (await import(figure.dataset["script"] ?? "")) as { draw: (figure: HTMLElement) => void };
  charts.draw(figure);
}

guardAgainstDoublePress();
closeMenus();
offerPrinting();
showMistakes();
followAnswers();
drawCharts();
