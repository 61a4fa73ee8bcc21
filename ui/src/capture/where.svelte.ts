import { backend, BackendError } from "../backend";
import { thisDesk } from "../state/this_desk.svelte";

/** Where a line goes: the other window may have opened or left the sample clinic meanwhile, or the desk got another role. */
export class Where {
  /** The sample clinic is open: what is kept here is not kept in the clinic's own file. */
  inSample = $state(false);

  ask(onfailed: (why: BackendError) => void): void {
    backend.call("app_state", {}).then(
      (state) => {
        this.inSample = state.clinic?.sample ?? false;
        thisDesk.take(state);
      },
      (thrown: unknown) => onfailed(BackendError.from(thrown)),
    );
  }
}
