import { getContext, setContext, untrack } from "svelte";
import { SvelteSet } from "svelte/reactivity";

const FIELDS = Symbol("the fields of a form");
type Refused = () => string | undefined;

/** The fields that stand in a form now: they say by themselves that they are there. Must be created in the form's component. */
export class FormFields {
  readonly #fields = new SvelteSet<Refused>();

  constructor() {
    setContext(FIELDS, this);
  }

  /** A field is there, until what comes back is called. */
  add(refused: Refused): () => void {
    this.#fields.add(refused);
    return () => void this.#fields.delete(refused);
  }

  /**
   * What a form was told, by field, and no field of it says: a form may lack the field that the program refused, and what it was
   * told is to be shown all the same.
   */
  unplaced(errors: Record<string, string>): string[] {
    const said = [...this.#fields].map((refused) => refused());
    return Object.entries(errors).flatMap(([field, text]) => {
      if (field === "" || text === "") return [];
      const at = said.indexOf(text);
      // Said once stands for one field: two fields may be refused with the same words.
      if (at >= 0) said.splice(at, 1);
      return at < 0 ? [text] : [];
    });
  }
}

/**
 * Why what a field held was refused: said until something else stands there, and again when its form is sent once more. One for all
 * kinds of fields. Must be created in a component.
 */
export class Refusal {
  readonly #refused: Refused;
  #changed = $state(false);

  constructor(refused: Refused) {
    this.#refused = refused;
    const fields = getContext<FormFields | undefined>(FIELDS);
    $effect.pre(() => untrack(() => fields?.add(refused)));
    // Refused anew, whether or not a form was sent for it: some fields stand in none.
    $effect.pre(() => {
      void refused();
      untrack(() => (this.#changed = false));
    });
  }

  /** What there is to say now. */
  get said(): string | undefined {
    return this.#changed ? undefined : this.#refused();
  }

  /** Something else stands in the field. Whoever attaches `follow` need not say it. */
  changed(): void {
    this.#changed = true;
  }

  /** For the element around the control: hears what is typed or ticked in it, and when its form is sent. */
  readonly follow = (element: HTMLElement): (() => void) => {
    const form = element.closest("form");
    const onchanged = (): void => this.changed();
    const onsent = (): void => void (this.#changed = false);
    element.addEventListener("input", onchanged);
    form?.addEventListener("submit", onsent, true);
    return () => {
      element.removeEventListener("input", onchanged);
      form?.removeEventListener("submit", onsent, true);
    };
  };
}
