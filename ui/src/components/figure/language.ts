import type { Language } from "../../backend/bindings/types";
import { numberLocale } from "../../format/locale";
import { getLocale } from "../../paraglide/runtime.js";

/** What words and numbers of a drawing are asked for in: as on screen, or in another language of the text. */
export function drawnLanguage(text: "en" | "es" = getLocale()): Language {
  return text === "es" && numberLocale(navigator.language, text) === "es-US" ? "es_us" : text;
}
