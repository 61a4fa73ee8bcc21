import { getContext, setContext } from "svelte";
import { backend } from "../backend";
import type { AppState, Catalogue, Person, SharingView, System, Threshold } from "../backend/bindings/types";
import { localDate } from "../format/date";
import { EVERY_KIND, Live } from "./live.svelte";
import { staffOf } from "./people";
import type { Reading } from "./reading";
import { thisDesk } from "./this_desk.svelte";

/**
 * Kinds whose change can move a count, a name or the clock of the frame. Before an answer to the pulse or a voice, quick capture may have
 * asked who sits here.
 */
const FRAME_KINDS = ["clinic", "system", "request", "request_state", "workaround", "area", "person", "desk", "pulse", "voice"];
const CATALOGUE_KINDS = ["person", "area", "system", "site"];
/** What is told beside kinds of data: how sharing stands, and that copies came or went. */
export const SHARING = "sharing";
export const BACKUPS = "backups";
const KEY = Symbol("session");

/** What every view may ask: the clinic, today, who is there, which areas there are. */
export class Session {
  readonly #app = new Live<AppState>([...FRAME_KINDS, BACKUPS, SHARING], async () => {
    const app = await backend.call("app_state", {});
    thisDesk.take(app);
    return app;
  });
  /** Any act may wait to be shared. */
  readonly #sharing = new Live<SharingView>([...EVERY_KIND, SHARING], () => backend.call("sharing", {}));
  readonly #catalogue = new Live<Catalogue>(CATALOGUE_KINDS, () => backend.call("catalogue", {}));

  get app(): AppState | undefined {
    return this.#app.value;
  }
  get error(): Live<AppState>["error"] {
    return this.#app.error;
  }
  /** What every view stands on, and how sharing stands: where one of these cannot be read, that is said. */
  get frame(): readonly Reading[] {
    return [this.#app, this.#catalogue];
  }
  get sharingReading(): Reading {
    return this.#sharing;
  }
  /** Today in the clinic's zone. */
  get today(): string {
    return this.app?.today ?? localDate(Date.now(), this.zone);
  }
  /** The zone instants are shown in. */
  get zone(): string {
    return this.app?.clinic?.time_zone ?? this.app?.computer_zone ?? "UTC";
  }
  get system(): System | undefined {
    return this.app?.systems.find((system) => system.id === this.app?.current_system);
  }
  /** One of the clinic's thresholds; undefined until the frame was read. */
  threshold(name: string): Threshold | undefined {
    return this.app?.thresholds.find((one) => one.name === name);
  }
  /** How sharing with other desks stands; undefined until it was read. */
  get sharing(): SharingView | undefined {
    return this.#sharing.value;
  }
  /** Whether that was read, or could not be. */
  get sharingRead(): boolean {
    return this.#sharing.value !== undefined || this.#sharing.error !== undefined;
  }
  get catalogue(): Catalogue {
    return this.#catalogue.value ?? { people: [], areas: [], systems: [], sites: [] };
  }
  /** Who may own something or sit here now. */
  get staff(): Person[] {
    return staffOf(this.catalogue.people);
  }
}

/** Makes the session of this window. Once, in the root component. */
export function startSession(): Session {
  return setContext(KEY, new Session());
}

export const useSession = (): Session => getContext<Session>(KEY);
