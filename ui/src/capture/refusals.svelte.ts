/** Enters that were refused. The line that says why says it anew each time: a change to the eye, to a screen reader by coming again. */
export class Refusals {
  count = $state(0);
  /** It was said already when Enter was pressed. */
  again = $state(false);
  #stood = false;

  /** Enter is pressed; `stands`: it is said already why the line is not saved. */
  pressed(stands: boolean): void {
    this.#stood = stands;
  }
  refused(): void {
    this.again = this.#stood;
    this.count += 1;
  }
  /** The line changed. */
  forget(): void {
    this.again = this.#stood = false;
  }
}
