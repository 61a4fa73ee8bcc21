import { backend, BackendError } from "../../backend";
import { errorText } from "../../errors";
import { changed } from "../../state/live.svelte";
import { toasts } from "../../state/toasts.svelte";

/** Keeps who sits at this computer (empty: not said). What was refused is said; tells whether it is kept. */
export async function sitHere(person: string): Promise<boolean> {
  try {
    await backend.call("settings_set", { desk: person || null });
    changed(["clinic"]); // who is at the desk stands in the frame's state
    return true;
  } catch (thrown) {
    toasts.show(errorText(BackendError.from(thrown)));
    return false;
  }
}
