import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { start, startClinic } from "./harness.mjs";

/** Another computer comes to the clinic by a code for this role. */
async function joins(desk, front, folder, role) {
  const { code } = await front.call("sharing_invite", { role });
  assert.equal((await desk.call("sharing_answer", { path: folder, code })).role, role);
  await desk.call("sharing_join");
  await front.call("sharing_invite_end");
}

/**
 * Three computers of one clinic that share a folder: a manager's, a provider's and one that reads. `written` is given the
 * manager's before it shares. They have met so that each knows of all.
 */
export async function threeDesks(written = async () => undefined) {
  const place = mkdtempSync(join(tmpdir(), "three-desks-"));
  const folder = join(place, "Clinic share");
  mkdirSync(folder);
  const desks = [];
  const stop = async () => {
    for (const desk of desks) await desk.stop();
    rmSync(place, { recursive: true, force: true });
  };
  try {
    const front = await startClinic();
    desks.push(front);
    await written(front);
    await front.call("sharing_begin", { path: folder });
    await front.call("sharing_now");
    for (const role of ["provider", "reader"]) {
      const desk = await start({ sample: false });
      desks.push(desk);
      await joins(desk, front, folder, role);
    }
    const [, provider, reader] = desks;
    for (const desk of [provider, reader, front, provider, reader]) await desk.call("sharing_now");
    return { front, provider, reader, folder, stop };
  } catch (error) {
    // Nobody has them yet who could stop them, and a browser that is left open keeps the run from ending.
    await stop();
    throw error;
  }
}
