import { expect, test } from "vitest";
import project from "../../project.inlang/settings.json";

type Variants = { match: Record<string, string> }[];
type Catalogue = Record<string, string | Variants>;

const catalogues = import.meta.glob<Catalogue>("./*/*.json", { eager: true, import: "default" });
const files = Object.keys(catalogues)
  .filter((path) => path.startsWith("./en/"))
  .map((path) => path.slice("./en/".length));

function read(language: string, file: string): Catalogue {
  const { $schema: _, ...catalogue } = catalogues[`./${language}/${file}`] ?? {};
  return catalogue;
}
const texts = (message: string | Variants): string[] =>
  typeof message === "string" ? [message] : message.flatMap((variant) => Object.values(variant.match));
const names = (message: string | Variants): string[] =>
  [...new Set(texts(message).flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1] ?? "")))].sort();

test.each(files)("%s says everything in both languages, with the same fillings", (file) => {
  const [english, spanish] = [read("en", file), read("es", file)];
  expect(Object.keys(spanish).sort()).toEqual(Object.keys(english).sort());
  for (const [key, message] of Object.entries(english)) {
    const other = spanish[key] ?? "";
    for (const text of [...texts(message), ...texts(other)]) expect(text.trim(), key).not.toBe("");
    // A plural may leave its number out ("once"), so only what a plain text fills must agree.
    if (typeof message === "string") expect(names(other), key).toEqual(names(message));
  }
});

test("no key stands in two files", () => {
  const keys = files.flatMap((file) => Object.keys(read("en", file)));
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});

test("every file is in the project's list", () => {
  const listed = project["plugin.inlang.messageFormat"].pathPattern;
  expect(listed.map((path) => path.split("/").at(-1)).sort()).toEqual([...files].sort());
});

test("no sentence shouts or praises", () => {
  for (const file of files) {
    for (const [key, message] of [...Object.entries(read("en", file)), ...Object.entries(read("es", file))]) {
      for (const text of texts(message)) expect(text.replaceAll(/!safety|!seguridad/g, ""), key).not.toMatch(/[!¡]/);
    }
  }
});

/** Sentences looked up by a code from the border: the program names them, no line of ours does. */
const BY_CODE = /^(act|noun|field|error|hint|phase|next|move_refused|threshold|how|doubt|native|refused|capture_(blocked|warned|problem)|phi_kind)_/;

test("every sentence is said somewhere", () => {
  const sources = import.meta.glob<string>(["../**/*.{svelte,ts}", "!../paraglide/**", "!../**/*.test.ts"], {
    eager: true,
    query: "?raw",
    import: "default",
  });
  const said = new Set(Object.values(sources).flatMap((text) => [...text.matchAll(/\bm\.(\w+)/g)].map((found) => found[1])));
  const keys = files.flatMap((file) => Object.keys(read("en", file)));
  expect(keys.filter((key) => !BY_CODE.test(key) && !said.has(key))).toEqual([]);
});
