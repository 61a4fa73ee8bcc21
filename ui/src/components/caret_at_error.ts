import { tick } from "svelte";

/** For a form: whenever something in it was refused, the first field that is wrong has the caret. */
export const caretAtError =
  (form: { errors: Record<string, string> }) =>
  (element: HTMLElement): void => {
    if (Object.values(form.errors).filter(Boolean).length === 0) return;
    void tick().then(() => element.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
