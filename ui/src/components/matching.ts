/** Lower case without accents, so that `jose` finds `José`. */
export const folded = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .toLowerCase();

/** The options whose label, or other `words` for it, hold every typed word; those that begin with the text come first. */
export function matching<T extends { label: string; words?: string | undefined }>(options: readonly T[], query: string): T[] {
  const text = folded(query.trim());
  if (text === "") return [...options];
  const words = text.split(/\s+/);
  const found = options.filter((option) => words.every((word) => folded(`${option.label} ${option.words ?? ""}`).includes(word)));
  const begins = (option: T): boolean => folded(option.label).startsWith(text);
  return [...found.filter(begins), ...found.filter((option) => !begins(option))];
}
