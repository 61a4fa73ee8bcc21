/** Makes a command a long work of which 42 % are done, until it is asked to stop: then it ends as one that was stopped. */
export async function slowWork(tab, command, kind) {
  let stop;
  const stopped = new Promise((done) => (stop = done));
  let going = false;
  await tab.route(`**/api/${command}`, async (route) => {
    going = true;
    await stopped;
    going = false;
    await route.fulfill({ json: { error: { code: "cancelled", message: "Stopped." } } });
  });
  await tab.route("**/api/work", (route) => route.fulfill({ json: { ok: { work: going ? { kind, done: 42, total: 100 } : null } } }));
  await tab.route("**/api/work_cancel", async (route) => {
    stop();
    await route.fulfill({ json: { ok: { work: null } } });
  });
}
