import { backend, BackendError } from "../backend";
import { errorText } from "../errors";
import { toasts } from "./toasts.svelte";

/**
 * Asks the long work that is under way to stop. The work itself says how it ended; where it could not be asked, `say` tells why: a
 * dialog says that in itself.
 */
export function stopWork(say: (why: string) => void = (why) => toasts.show(why)): void {
  backend.call("work_cancel", {}).catch((thrown: unknown) => say(errorText(BackendError.from(thrown))));
}
