import { fileURLToPath } from "node:url";
import type { HtmlTagDescriptor, Plugin, Rolldown } from "vite";
import settings from "./project.inlang/settings.json" with { type: "json" };

/** Where every part of the pages takes its sentences from. */
const MESSAGES = fileURLToPath(new URL("src/paraglide/messages.js", import.meta.url)).replaceAll("\\", "/");

/** What the words need lies in one small file, which the page's entry brings along: no file waits for one that waits for it. */
export const WORDS_GROUP = { name: "language", test: /src[\\/]paraglide[\\/](messages|registry|runtime)\.js$/ };

/**
 * Built pages fetch the words of the language that is spoken, and no other: the compiler's own `messages.js` brings all
 * languages along and chooses at every sentence. Changing the language reloads the page, so it never changes under it.
 *
 * Tests and the development server keep the compiler's file: a test may change its language.
 */
export function oneLanguage(): Plugin {
  return {
    name: "keepalive-one-language",
    apply: "build",
    load: (id) => (id.replaceAll("\\", "/") === MESSAGES ? fetchingMessages() : null),
    transformIndexHtml: {
      order: "post",
      handler: (_, { bundle, chunk }) => (bundle && chunk ? fetchedMeanwhile(bundle, chunk) : []),
    },
  };
}

function fetchingMessages(): string {
  const { baseLocale, locales } = settings;
  const words = (locale: string): string => `import("./messages/${locale}.js")`;
  const others = locales.filter((locale) => locale !== baseLocale);
  const chosen = others.map((locale) => `language === "${locale}" ? ${words(locale)} : `).join("") + words(baseLocale);
  return `import { getLocale } from "./runtime.js";
    const language = getLocale();
    export let m;
    export const wordsFetched = (${chosen}).then((words) => { m = words; });`;
}

/** The page itself, which its entry asks for once the words are there, is fetched while they are. */
function fetchedMeanwhile(bundle: Rolldown.OutputBundle, entry: Rolldown.OutputChunk): HtmlTagDescriptor[] {
  const [scripts, styles] = [new Set<string>(), new Set<string>()];
  const take = (name: string): void => {
    const part = bundle[name];
    if (part?.type !== "chunk" || scripts.has(name)) return;
    scripts.add(name);
    part.imports.forEach(take);
    part.viteMetadata?.importedCss.forEach((file) => styles.add(file));
  };
  entry.dynamicImports.forEach(take);
  const link = (rel: string, file: string): HtmlTagDescriptor => {
    return { tag: "link", attrs: { rel, crossorigin: true, href: `/${file}` }, injectTo: "head" };
  };
  const brought = new Set([entry.fileName, ...entry.imports]);
  const missing = [...scripts].filter((file) => !brought.has(file));
  return [...missing.map((file) => link("modulepreload", file)), ...[...styles].map((file) => link("stylesheet", file))];
}
