/** The dialogs that belong to no view: opened by key, palette or menu from anywhere. */
class Dialogs {
  /** What was done, newest first. */
  acts = $state(false);
  /** What was thrown away. */
  trash = $state(false);
  /** A text that is to go for good. */
  redact = $state(false);
  /** The weekly answer of whoever is at this desk. */
  pulse = $state(false);
}

export const dialogs = new Dialogs();
