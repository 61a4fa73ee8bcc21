import { tick } from "svelte";

/**
 * For a form: whenever something in it was refused, finds what no field of it says, and gives those texts. A form may lack
 * the field that the program refused; what it was told is shown all the same.
 */
export const unplaced =
  (form: { errors: Record<string, string> }, found: (texts: string[]) => void) =>
  (element: HTMLElement): void => {
    const told = Object.entries(form.errors).flatMap(([field, text]) => (field === "" || text === "" ? [] : [text]));
    found([]);
    if (told.length === 0) return;
    void tick().then(() => {
      const said = [...element.querySelectorAll(".err")].map((line) => line.textContent.trim());
      found(
        told.filter((text) => {
          const at = said.indexOf(text.trim());
          // Said once stands for one field: two fields may be refused with the same words.
          if (at >= 0) said.splice(at, 1);
          return at < 0;
        }),
      );
    });
  };
