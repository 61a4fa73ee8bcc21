/** What a press is made of. The pointer's own press says nothing of which click of how many it belongs to. */
const PARTS = ["mousedown", "click", "dblclick"] as const;

/**
 * The second click of a double click belongs to what the first one hit. A row that is opened makes room for its panel, and
 * the second would land on whatever stands under the pointer by then: press it, take the focus, mark a word of it.
 * `listen` is an effect; `opened` is called when a click opens something.
 */
export function keepSecondClick(): { listen: () => () => void; opened: () => void } {
  let opened = false;
  const onpart = (event: MouseEvent): void => {
    if (opened && event.detail > 1) {
      event.preventDefault();
      event.stopPropagation();
    } else opened = false;
  };
  return {
    listen: () => {
      for (const part of PARTS) addEventListener(part, onpart, true);
      return () => {
        for (const part of PARTS) removeEventListener(part, onpart, true);
      };
    },
    opened: () => void (opened = true),
  };
}
