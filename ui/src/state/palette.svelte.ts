/** Whether the palette is open, and whether it begins with commands or with what is written in the log. */
class Palette {
  open = $state(false);
  mode: "commands" | "search" = $state("commands");

  show(mode: "commands" | "search"): void {
    this.mode = mode;
    this.open = true;
  }
}

export const palette = new Palette();
