import * as messages from "./paraglide/messages.js";

/**
 * Fulfilled when the words of the page's language are there; whatever says something is fetched after that. In a built
 * page they are a file of their own (`one_language.ts`), elsewhere they have come with the code.
 *
 * Not a top-level `await`: WebKit runs a module before what it waits for when two ask for it at once
 * (https://bugs.webkit.org/show_bug.cgi?id=242740).
 */
export const wordsFetched: Promise<void> = Promise.resolve((messages as { wordsFetched?: Promise<void> }).wordsFetched);
