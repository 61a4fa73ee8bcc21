import { dispatch } from "../shortcuts/listen.svelte";

/**
 * For a form: its key saves it from any of its fields. In a text of several lines Enter alone begins the next line. A key that is
 * held down saves once.
 */
export function savesByKey(element: HTMLFormElement): () => void {
  const onkeydown = (event: KeyboardEvent): void => {
    if (event.isComposing || event.repeat) return;
    dispatch(event, ["form"], [{ "form.save": () => element.requestSubmit() }]);
  };
  element.addEventListener("keydown", onkeydown);
  return () => element.removeEventListener("keydown", onkeydown);
}
