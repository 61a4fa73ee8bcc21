/**
 * The second click of a double click belongs to what the first one hit. A row that is opened makes room for its panel, and
 * the second would land on whatever stands under the pointer by then. `listen` is an effect;
 * `opened` is called when a click opens something.
 */
export function keepSecondClick(): { listen: () => () => void; opened: () => void } {
  let opened = false;
  const onclick = (event: MouseEvent): void => {
    if (opened && event.detail > 1) {
      event.preventDefault();
      event.stopPropagation();
    } else opened = false;
  };
  return {
    listen: () => {
      addEventListener("click", onclick, true);
      return () => removeEventListener("click", onclick, true);
    },
    opened: () => void (opened = true),
  };
}
