/** Whether each field of a form can read what was typed. The first that cannot says so itself and has the keys. */
export function isReadable(form: HTMLFormElement): boolean {
  if (form.checkValidity()) return true;
  form.querySelector<HTMLElement>("input:invalid")?.focus();
  return false;
}
