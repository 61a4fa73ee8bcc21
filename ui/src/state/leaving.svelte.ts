import { backend } from "../backend";
import type { ExportLook, ListAsked } from "../backend/bindings/types";

/** What is about to leave the app, while somebody looks at the texts in it that look like a patient's. */
class Leaving {
  /** What was found; undefined when nothing is being asked. */
  look: ExportLook | undefined = $state.raw();
  #answer: ((go: boolean) => void) | undefined;

  /** Whether a list, or the whole record, may leave: asks where the guard finds something. */
  async may(list?: ListAsked): Promise<boolean> {
    const look = await backend.call("export_look", list === undefined ? {} : { list });
    if (look.count === 0) return true;
    this.answer(false);
    this.look = look;
    return new Promise((answer) => (this.#answer = answer));
  }
  /** Goes on, or stays. */
  answer(go: boolean): void {
    this.look = undefined;
    this.#answer?.(go);
    this.#answer = undefined;
  }
}

export const leaving = new Leaving();
