import assert from "node:assert/strict";
import { violations } from "./axe.mjs";
import { open, settled } from "./harness.mjs";

/** Opens a page of this program, makes sure that axe and the page itself have nothing to say, and closes it. */
export async function clean(stage, options, act = async () => undefined, look = async () => undefined) {
  const { tab, complaints, close } = await open(stage, options);
  await act(tab, stage);
  await settled(tab);
  assert.deepEqual(await violations(tab), []);
  assert.deepEqual(complaints, []);
  await look(tab);
  await close();
}
