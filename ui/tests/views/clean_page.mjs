import assert from "node:assert/strict";
import { violations } from "./axe.mjs";
import { open, settled } from "./harness.mjs";
import { THEMES } from "./scenes.mjs";

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

/** The same in both themes: what was opened stays open while the system goes from light to dark, as at dusk. */
export async function cleanInBothThemes(stage, options, act = async () => undefined) {
  const kept = { ...options.kept, "appearance.theme": "system" };
  const { tab, complaints, close } = await open(stage, { ...options, kept });
  await act(tab, stage);
  for (const colorScheme of THEMES) {
    await tab.emulateMedia({ colorScheme });
    await tab.locator(`html[data-theme="${colorScheme}"]`).waitFor();
    await settled(tab);
    assert.deepEqual(await violations(tab), [], colorScheme);
  }
  assert.deepEqual(complaints, []);
  await close();
}
