import { beforeEach, expect, test, vi } from "vitest";
import { backend, BackendError } from "../../backend";
import type * as Seam from "../../backend";
import type { ImportOffer, ImportReport } from "../../backend/bindings/types";
import { Importing } from "./importing.svelte";
import { ofPreset } from "./mapping";

vi.mock("../../backend", async (original) => ({
  ...(await original<typeof Seam>()),
  backend: {
    call: vi.fn(),
    onChanged: () => () => undefined,
    shell: { pickImport: vi.fn(), openImport: vi.fn(), previewImport: vi.fn(), runImport: vi.fn() },
  },
}));
const preview = vi.mocked(backend.shell.previewImport);
const call = vi.mocked(backend.call) as unknown as ReturnType<typeof vi.fn>;

const offer = { name: "list.csv", archive: false, tables: false, rows_are: "requests", preset: "plain", headings: ["title", "area"], kept: [] } as unknown as ImportOffer;
const report = (rows: number): ImportReport =>
  ({ files: [{ rows, known: 0, unchanged: 0 }], refused_lines: 0, refused_count: 0, can_leave_out: true, saved: null }) as unknown as ImportReport;

async function picked(): Promise<Importing> {
  vi.mocked(backend.shell.pickImport).mockResolvedValue("list.csv");
  vi.mocked(backend.shell.openImport).mockResolvedValue(offer);
  preview.mockResolvedValueOnce(report(1));
  const importing = new Importing();
  await importing.pick(false);
  return importing;
}
beforeEach(() => {
  preview.mockReset();
  call.mockReset();
  call.mockResolvedValue({ lines: 0 });
});

test("of two previews the newest decides: nothing can be imported before it is there", async () => {
  const importing = await picked();
  expect(importing.ready).toBe(true);
  const answers: ((of: ImportReport) => void)[] = [];
  preview.mockImplementation(() => new Promise((done) => answers.push(done)));
  const first = importing.change(ofPreset("plain"));
  const second = importing.change(ofPreset("plain"));
  answers[0]?.(report(10));
  await first;
  expect(importing.busy).toBe("reading");
  expect(importing.ready).toBe(false);
  expect(importing.fates.fresh).toBe(1);
  answers[1]?.(report(20));
  await second;
  expect([importing.busy, importing.ready, importing.fates.fresh]).toEqual([undefined, true, 20]);
});

test("lines that would change nothing are nothing to import", async () => {
  const importing = await picked();
  const known = (unchanged: number): ImportReport => ({ ...report(2), files: [{ rows: 2, known: 2, unchanged }] }) as unknown as ImportReport;
  preview.mockResolvedValueOnce(known(2));
  await importing.read();
  expect([importing.idle, importing.ready]).toEqual([true, false]);
  preview.mockResolvedValueOnce(known(1));
  await importing.read();
  expect([importing.idle, importing.ready]).toEqual([false, true]);
});

test("a mapping whose preview failed cannot be imported on the word of the one before", async () => {
  const importing = await picked();
  preview.mockRejectedValueOnce(new BackendError("file", "raw"));
  await importing.change(ofPreset("plain"));
  expect(importing.error?.code).toBe("file");
  expect(importing.ready).toBe(false);
});

test("a mapping kept for the same columns in another order is offered", async () => {
  const importing = await picked();
  call.mockResolvedValue([
    { name: "Turned", rows_are: "requests", headings: ["area", "title"], map: {} },
    { name: "Other", rows_are: "requests", headings: ["area"], map: {} },
  ]);
  await importing.keep("Turned");
  expect(importing.offer?.kept.map((kept) => kept.name)).toEqual(["Turned"]);
});
