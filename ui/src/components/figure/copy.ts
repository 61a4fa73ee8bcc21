/**
 * Copies what is still being made. The clipboard is asked at once, while the click still counts: WebKit refuses what is
 * asked for only after waiting.
 *
 * @throws what kept it from being made, or a `DOMException` where the system refuses.
 */
export async function copyMade(parts: Record<string, Promise<Blob>>): Promise<void> {
  const [copied] = await Promise.allSettled([navigator.clipboard.write([new ClipboardItem(parts)])]);
  // Why something could not be made says more than that nothing could be copied.
  await Promise.all(Object.values(parts));
  if (copied.status === "rejected") throw copied.reason;
}
