import { backend, type BackendError } from "../backend";
import type { CommandName, Input, Reply } from "../backend/commands";
import type { Saved } from "../backend/bindings/types";
import { numberProblem, parseNumber } from "../format/typed_number";
import { errorText, fieldText } from "../errors";
import { m } from "../paraglide/messages.js";
import { act } from "./acts";

/** The commands that write one act. */
type Write = { [C in CommandName]: Reply<C> extends Saved ? C : never }[CommandName];

/** One opening of a form, from its start values until it closes. */
export interface Opening {
  /** Nothing of what stands in the form is to be kept. */
  letGo: () => void;
  /** What stands in the form is being sent: to be called once that is saved. */
  sending: () => () => void;
  /** Fills the form with what the record says. */
  startAgain: () => void;
}

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
  /** What was typed the last time and not saved stands in the fields again. */
  broughtBack = $state(false);
  #opening: Opening | undefined;

  /** Sends; on a refusal the text stays and the error stands beside its field. Null when it was refused. */
  async send<C extends Write>(command: C, input: Omit<Input<C>, "phi_ok">): Promise<Saved | null> {
    if (this.busy) return null;
    this.busy = true;
    this.errors = {};
    const sent = JSON.stringify([command, input]);
    const looked = sent === this.#warnedOf;
    const saves = this.#opening?.sending();
    this.#warnedOf = undefined;
    try {
      const write = backend.call(command, (looked ? { ...input, phi_ok: true } : input) as Input<C>);
      const saved = await act(write as Promise<Saved>, (error) => this.#refused(error, sent));
      if (saved !== null) {
        saves?.();
        this.broughtBack = false;
      }
      return saved;
    } finally {
      this.busy = false;
    }
  }

  /** Says that a field is wrong before anything is sent. */
  refuse(field: string, text: string): void {
    this.errors = { ...this.errors, [field]: text };
  }

  /**
   * The numbers typed in these fields (null where one is empty and need not be filled); null after saying beside
   * each wrong field why it was not read.
   */
  numbers<Name extends string>(typed: Record<Name, string>, required: boolean): Record<Name, number | null> | null {
    let fine = true;
    const read: [string, number | null][] = [];
    for (const [field, text] of Object.entries<string>(typed)) {
      const problem = numberProblem(text, required);
      if (problem === null) read.push([field, parseNumber(text)]);
      else {
        this.refuse(field, problem);
        fine = false;
      }
    }
    return fine ? (Object.fromEntries(read) as Record<Name, number | null>) : null;
  }

  reset(): void {
    this.errors = {};
    this.#warnedOf = undefined;
  }

  /** The form opened, with or without what was typed before. */
  opened(opening: Opening, broughtBack: boolean): void {
    this.#opening = opening;
    this.broughtBack = broughtBack;
  }

  /** What stands in the form need not be kept: it is saved, or somebody wants it gone. */
  letGo(): void {
    this.#opening?.letGo();
  }

  /** Throws away what was typed and begins with what the record says. */
  startAgain(): void {
    this.reset();
    this.broughtBack = false;
    this.#opening?.startAgain();
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
