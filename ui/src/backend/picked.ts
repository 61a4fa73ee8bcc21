/** A file picked in a browser, handed to the test bridge, which alone knows where it lies. Development and tests only. */
export async function pickFile(): Promise<{ name: string; path: string } | null> {
  const file = await chosenFile();
  if (file === null) return null;
  return { name: file.name, path: await kept(file.name, file) };
}

/** Where a file of this name may be written, as a save dialog of the app would answer. */
export const placeFor = (name: string): Promise<string> => kept(name, "");

async function kept(name: string, body: Blob | string): Promise<string> {
  const response = await fetch(`/api/picked/${encodeURIComponent(name)}`, { method: "POST", body });
  const answer = (await response.json()) as { ok?: string };
  return answer.ok ?? "";
}

function chosenFile(): Promise<File | null> {
  const input = document.createElement("input");
  input.type = "file";
  return new Promise((done) => {
    input.addEventListener("change", () => done(input.files?.[0] ?? null));
    input.addEventListener("cancel", () => done(null));
    input.click();
  });
}
