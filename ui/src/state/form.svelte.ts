import type { BackendError } from "../backend";
import type { Saved } from "../backend/bindings/types";
import { errorText, fieldText } from "../errors";
import { m } from "../paraglide/messages.js";
import { act } from "./acts";

/** What a form knows while it is being sent: which field was refused and why, and whether a warning was seen. */
export class Form {
  /** By field of the input; `""` is about the form as a whole. */
  errors: Record<string, string> = $state({});
  busy = $state(false);
  /** A text might hold a patient's data: sending once more says that somebody looked. */
  warned = $state(false);

  /** Sends; on a refusal the text stays and the error stands beside its field. Null when it was refused. */
  async send(write: (phiOk: boolean) => Promise<Saved>): Promise<Saved | null> {
    if (this.busy) return null;
    this.busy = true;
    this.errors = {};
    try {
      const saved = await act(write(this.warned), (error) => this.#refused(error));
      if (saved !== null) this.warned = false;
      return saved;
    } finally {
      this.busy = false;
    }
  }

  /** Says that a field is wrong before anything is sent. */
  refuse(field: string, text: string): void {
    this.errors = { ...this.errors, [field]: text };
  }

  reset(): void {
    this.errors = {};
    this.warned = false;
  }

  #refused(error: BackendError): boolean {
    if (error.code === "phi_warned") {
      this.warned = true;
      this.errors = { [error.field ?? ""]: `${fieldText(error)} ${m.phi_warned_send()}` };
    } else if (error.code === "invalid" || error.code === "phi_blocked" || error.code === "move_refused") {
      this.errors = { [error.field ?? ""]: fieldText(error) };
    } else {
      this.errors = { "": errorText(error) };
    }
    return true;
  }
}
