/** Whose things are handed over, while that is asked: one person, by id, or whoever is chosen in the dialog. Begun in Owners and from the palette. */
class Handing {
  whose: string | "choose" | undefined = $state();
}

export const handing = new Handing();
