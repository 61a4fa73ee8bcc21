/** A file picked in a browser, handed to the test bridge, which alone knows where it lies. Development and tests only. */
export async function pickFile(): Promise<{ name: string; path: string } | null> {
  const file = await chosenFile();
  if (file === null) return null;
  const response = await fetch(`/api/picked/${encodeURIComponent(file.name)}`, { method: "POST", body: file });
  const answer = (await response.json()) as { ok?: string };
  return { name: file.name, path: answer.ok ?? "" };
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
