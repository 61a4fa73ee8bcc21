import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { settled } from "./harness.mjs";

/** Writes a file and picks it on the import screen; resolves once what it becomes stands there. */
export async function picked(tab, folder, name, text) {
  const file = join(folder, name);
  writeFileSync(file, text);
  const choosing = tab.waitForEvent("filechooser");
  await tab.getByRole("button", { name: /Choose a file|Choose another file/ }).click();
  await (await choosing).setFiles(file);
  await tab.getByRole("heading", { name: "What it becomes" }).waitFor();
  await settled(tab);
}
