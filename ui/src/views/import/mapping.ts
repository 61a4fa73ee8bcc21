import type { ImportColumn, JsonValue } from "../../backend/bindings/types";

/** A mapping as the program reads it (docs/import-csv.md); what is absent is found out. */
export interface Mapping {
  preset?: string;
  encoding?: string;
  delimiter?: string;
  dates?: string;
  sheet?: string;
  columns: Record<string, JsonValue>;
  values: Record<string, Record<string, string>>;
  defaults: Record<string, string>;
}

/** The mapping of a preset, nothing changed yet. */
export const ofPreset = (preset: string): Mapping => ({ preset, columns: {}, values: {}, defaults: {} });

/** A mapping that was kept, whatever an older version left out of it. */
export function ofKept(map: JsonValue): Mapping {
  const kept = typeof map === "object" && map !== null && !Array.isArray(map) ? map : {};
  return { columns: {}, values: {}, defaults: {}, ...kept };
}

/** How several of their columns make one of our fields: a title reads on, a detail names its parts, else the first that says something. */
export function composed(field: string, names: readonly string[]): JsonValue {
  const [only] = names;
  if (names.length === 1 && only !== undefined) return only;
  if (names.length === 0) return [];
  if (field === "title") return { join: [...names], with: " / " };
  if (field === "detail") return { join: names.map((name) => `${name}: {${name}}`), with: "\n" };
  return [...names];
}

/** Puts one of their columns into one of our fields, or into none, and takes it out of those it was in. */
export function moved(mapping: Mapping, columns: readonly ImportColumn[], name: string, to: string): Mapping {
  const others = (field: string): string[] =>
    columns.filter((column) => column.fields.includes(field) && column.name !== name).map((column) => column.name);
  const before = columns.find((column) => column.name === name)?.fields ?? [];
  const left = before.filter((field) => field !== to).map((field) => [field, composed(field, others(field))] as const);
  const entered = to === "" || before.includes(to) ? [] : [[to, composed(to, [...others(to), name])] as const];
  return { ...mapping, columns: { ...mapping.columns, ...Object.fromEntries([...left, ...entered]) } };
}

/** Says what one of their words becomes; empty leaves it out. */
export function reworded(mapping: Mapping, field: string, theirs: string, ours: string): Mapping {
  const words = { ...mapping.values[field], [theirs]: ours };
  return { ...mapping, values: { ...mapping.values, [field]: words } };
}
