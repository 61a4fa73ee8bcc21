/** What changes with each letter is said once nothing has changed for this long, in ms: sooner it would be half a word each time. */
const QUIET_MS = 700;

/** What a field makes of what is typed, for whoever hears it: said once typing stops. Must be created in a component. */
export class Heard {
  /** For a live region. */
  text = $state("");

  constructor(made: () => string) {
    $effect(() => {
      const now = made();
      this.text = "";
      const quiet = setTimeout(() => (this.text = now), QUIET_MS);
      return () => clearTimeout(quiet);
    });
  }
}
