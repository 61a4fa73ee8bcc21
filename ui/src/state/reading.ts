import type { BackendError } from "../backend";

/** Something that is read from the backend, as whoever shows it knows it. */
export interface Reading {
  /** Why it could not be read the last time. */
  readonly error: BackendError | undefined;
  /** It was read once; that stands while it is read anew, and where that fails. */
  readonly there: boolean;
  /** It is being read. */
  readonly reading: boolean;
  /** Reads it again. */
  again(): void;
}

/** Whether nothing of it is there yet, and it is on its way. */
export const comes = (reading: Reading): boolean => !reading.there && reading.error === undefined;
