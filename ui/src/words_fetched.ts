import * as messages from "./paraglide/messages.js";

/**
 * Fulfilled when the words of the page's language are there; whatever says something is fetched after that. In a built
 * page they are a file of their own (`one_language.ts`), elsewhere they have come with the code.
 *
 * Not a top-level `await`: WebKit runs a module before what it waits for when two ask for it at once
 * (https://bugs.webkit.org/show_bug.cgi?id=242740).
 */
const wordsFetched: Promise<void> = Promise.resolve((messages as { wordsFetched?: Promise<void> }).wordsFetched);

/** Said where no catalogue could be fetched, so in both languages. */
const NO_WORDS =
  "This page could not be loaded. Close the window and open it again. / No se pudo cargar esta página. Cierre la ventana y ábrala de nuevo.";

/** Fetches a page once the words are there. Where that fails, the page says so instead of staying empty. */
export function withWords(page: () => Promise<unknown>): void {
  wordsFetched.then(page).catch((error: unknown) => {
    document.body.textContent = NO_WORDS;
    throw error;
  });
}
