import type { ChartFile } from "../../backend/bindings/types";

/** The bytes of a file from the border. */
export function bytesOf(file: ChartFile): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(file.base64), (letter) => letter.charCodeAt(0));
}

/** Hands a file to the person through a browser's own download. In the app the shell asks where to save. */
export async function saveFile(file: ChartFile): Promise<void> {
  const url = URL.createObjectURL(new Blob([bytesOf(file)], { type: file.mime }));
  const link = document.createElement("a");
  link.href = url;
  link.download = file.name;
  link.click();
  // The download has its own copy once it began.
  await new Promise((done) => setTimeout(done, 0));
  URL.revokeObjectURL(url);
}
