import { backend, BackendError, type PickedInput } from "../../backend";
import type { ImportOffer, ImportReport, JsonValue, KeptMapping, RefusedLine, RowsAre } from "../../backend/bindings/types";
import { changed } from "../../state/live.svelte";
import { ofKept, ofPreset, type Mapping } from "./mapping";

/** How often the lines read are asked for. */
const PROGRESS_MS = 250;

/** One import, from the picked file to what came of it. */
export class Importing {
  offer: ImportOffer | undefined = $state.raw();
  rowsAre: RowsAre = $state("requests");
  mapping: Mapping = $state.raw(ofPreset("plain"));
  /** What importing it now would do. */
  report: ImportReport | undefined = $state.raw();
  /** What was imported. */
  done: ImportReport | undefined = $state.raw();
  leaveOut = $state(false);
  /** The file's values are taken where somebody set others by hand since an import. */
  takeCorrected = $state(false);
  /** Reading or writing is on its way. */
  busy: "reading" | "writing" | undefined = $state();
  /** Lines read so far. */
  lines = $state(0);
  error: BackendError | undefined = $state.raw();
  /** The report is about the mapping as it stands. */
  #fits = $state(false);
  /** The newest of what was begun: only its end ends `busy`, and only its report counts. */
  #asked = 0;

  get input(): PickedInput {
    const choices = { leave_out: this.leaveOut, take_corrected: this.takeCorrected };
    if (this.offer?.tables !== false) return choices;
    return { rows_are: this.rowsAre, map: this.mapping as unknown as JsonValue, ...choices };
  }

  /** Lines that are new, changed, the same and refused, over all files. */
  get fates(): { fresh: number; updated: number; unchanged: number; refused: number } {
    const report = this.done ?? this.report;
    const sum = (of: (file: ImportReport["files"][number]) => number): number =>
      report?.files.reduce((total, file) => total + of(file), 0) ?? 0;
    const refused = report?.refused_lines ?? 0;
    const known = sum((file) => file.known);
    const unchanged = sum((file) => file.unchanged);
    const fresh = Math.max(0, sum((file) => file.rows) - known - refused);
    return { fresh, updated: known - unchanged, unchanged, refused };
  }

  /** Why not one line could be read, so that counts of lines would say nothing. Lines that contradict each other tell more than a column that tells nothing. */
  get unread(): RefusedLine | undefined {
    const report = this.report;
    if (report?.files.every((file) => file.rows === 0) !== true || report.can_leave_out) return undefined;
    const telling = ["mixed_dates", "mixed_columns"].map((code) => report.refused.find((line) => line.code === code));
    return telling.find((line) => line !== undefined) ?? report.refused[0];
  }

  /** The refused lines are put right or left out, and none of the rest would change anything. A table set may hold more than lines. */
  get idle(): boolean {
    const { fates, report } = this;
    if (report === undefined || this.offer?.tables !== false) return false;
    return (report.refused_count === 0 || this.leaveOut) && fates.fresh + fates.updated === 0;
  }

  /** Whether it can be imported as things stand. */
  get ready(): boolean {
    const report = this.report;
    if (report === undefined || !this.#fits || this.busy !== undefined || this.idle) return false;
    return report.refused_count === 0 || (this.leaveOut && report.can_leave_out);
  }

  async pick(folder: boolean): Promise<void> {
    await this.#watched("reading", async () => {
      const name = await backend.shell.pickImport(folder);
      if (name === null) return;
      this.report = this.done = this.offer = undefined;
      this.leaveOut = this.takeCorrected = false;
      const offer = await backend.shell.openImport();
      // Read here it is refused with the reason: there is a record already.
      if (offer.archive) return void changed((await backend.shell.takeArchive()).saved?.changed ?? []);
      this.rowsAre = offer.rows_are;
      this.mapping = ofPreset(offer.preset);
      this.offer = offer;
      const [kept] = offer.kept;
      if (kept !== undefined) this.#take(kept);
    });
    if (this.offer !== undefined && this.report === undefined) await this.read();
  }

  /** Takes a kept mapping as it is. */
  async use(kept: KeptMapping): Promise<void> {
    this.#take(kept);
    await this.read();
  }

  /** Changes the mapping and looks again. */
  async change(mapping: Mapping): Promise<void> {
    this.mapping = mapping;
    await this.read();
  }

  /** Says what the rows are; a preset for other rows would not fit. */
  async rowsBecome(rowsAre: RowsAre): Promise<void> {
    this.rowsAre = rowsAre;
    await this.change(ofPreset("plain"));
  }

  /** Chooses between what was corrected here and what the file says: other lines are changed then. */
  async takesCorrected(take: boolean): Promise<void> {
    this.takeCorrected = take;
    await this.read();
  }

  /** Looks at every line and says what an import would do. */
  async read(): Promise<void> {
    // What was found with the mapping before stays on screen, but says nothing about this one.
    this.#fits = false;
    await this.#watched("reading", async (newest) => {
      const report = await backend.shell.previewImport(this.input);
      if (!newest()) return;
      this.report = report;
      this.#fits = true;
    });
  }

  async run(): Promise<void> {
    await this.#watched("writing", async () => {
      const report = await backend.shell.runImport(this.input);
      if (report.saved === null) {
        this.report = report;
        return;
      }
      this.done = report;
      changed(report.saved.changed);
    });
  }

  /** Looks at the same file again, after the import was undone. */
  async again(): Promise<void> {
    this.done = undefined;
    await this.read();
  }

  /** Ends what is on its way. Nothing of it is kept. */
  async cancel(): Promise<void> {
    await backend.call("import_cancel", {});
  }

  async keep(name: string): Promise<void> {
    const { offer } = this;
    if (offer === undefined) return;
    const map = this.mapping as unknown as JsonValue;
    const mapping = { name, rows_are: this.rowsAre, headings: offer.headings, map };
    try {
      const kept = await backend.call("mapping_keep", mapping);
      this.offer = { ...offer, kept: kept.filter((one) => sameHeadings(one.headings, offer.headings)) };
    } catch (thrown) {
      this.error = BackendError.from(thrown);
    }
  }

  #take(kept: KeptMapping): void {
    this.rowsAre = kept.rows_are;
    this.mapping = ofKept(kept.map);
  }

  /** Runs a reading or a writing. `newest` says whether nothing was begun since: else what it found is passed over. */
  async #watched(what: "reading" | "writing", work: (newest: () => boolean) => Promise<void>): Promise<void> {
    const asked = ++this.#asked;
    const newest = (): boolean => asked === this.#asked;
    this.busy = what;
    this.error = undefined;
    this.lines = 0;
    const asking = setInterval(() => {
      backend.call("import_progress", {}).then(
        (progress) => (this.lines = progress.lines),
        () => undefined, // the work itself says what is wrong
      );
    }, PROGRESS_MS);
    try {
      await work(newest);
    } catch (thrown) {
      const error = BackendError.from(thrown);
      if (newest() && error.code !== "cancelled") this.error = error;
    } finally {
      clearInterval(asking);
      if (newest()) this.busy = undefined;
    }
  }
}

/** Whether two files have the same columns, in whatever order: as the program compares them when a file is opened. */
function sameHeadings(one: readonly string[], other: readonly string[]): boolean {
  const sorted = (headings: readonly string[]): string => JSON.stringify([...headings].sort());
  return sorted(one) === sorted(other);
}
