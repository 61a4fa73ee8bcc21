import type { Language } from "../../backend/bindings/types";
import { getLocale } from "../../paraglide/runtime.js";

/** The language the words in a drawing are asked for in: the one on screen. */
export const drawnLanguage = (): Language => getLocale();
