import type Circle from "@lucide/svelte/icons/circle";

/** An icon of the set. */
export type Glyph = typeof Circle;
