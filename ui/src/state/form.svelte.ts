import { backend, type BackendError } from "../backend";
import type { CommandName, Input, Reply } from "../backend/commands";
import type { Saved } from "../backend/bindings/types";
import { errorText, fieldText } from "../errors";
import { m } from "../paraglide/messages.js";
import { act } from "./acts";

/** The commands that write one act. */
type Write = { [C in CommandName]: Reply<C> extends Saved ? C : never }[CommandName];

/** What a form knows while it is being sent: which field was refused and why, and what a warning was about. */
export class Form {
  /** By field of the input; `""` is about the form as a whole. */
  errors: Record<string, string> = $state({});
  busy = $state(false);
  /**
   * What was sent when the answer was that it might hold a patient's data. Sending exactly this once more says
   * that somebody looked; anything typed since is looked at first.
   */
  #warnedOf: string | undefined;

  /** Sends; on a refusal the text stays and the error stands beside its field. Null when it was refused. */
  async send<C extends Write>(command: C, input: Omit<Input<C>, "phi_ok">): Promise<Saved | null> {
    if (this.busy) return null;
    this.busy = true;
    this.errors = {};
    const sent = JSON.stringify([command, input]);
    const looked = sent === this.#warnedOf;
    this.#warnedOf = undefined;
    try {
      const write = backend.call(command, (looked ? { ...input, phi_ok: true } : input) as Input<C>);
      return await act(write as Promise<Saved>, (error) => this.#refused(error, sent));
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
    this.#warnedOf = undefined;
  }

  #refused(error: BackendError, sent: string): boolean {
    if (error.code === "phi_warned") {
      this.#warnedOf = sent;
      this.errors = { [error.field ?? ""]: `${fieldText(error)} ${m.phi_warned_send()}` };
    } else if (error.code === "invalid" || error.code === "phi_blocked" || error.code === "move_refused") {
      this.errors = { [error.field ?? ""]: fieldText(error) };
    } else {
      this.errors = { "": errorText(error) };
    }
    return true;
  }
}
