/** What cannot be left empty says so beside its field before anybody misses it, and what says so cannot. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { FORMS, nameOfForm, sitDown } from "./forms.mjs";
import { open, settled, start } from "./harness.mjs";

let stage;
before(async () => {
  stage = await start();
  await sitDown(stage);
});
after(() => stage?.stop());

const MISSED = "This cannot be empty.";
/** Rows of a table that follows a choice have no name. */
const FIELDS = "input.input:visible[id], textarea.input:visible[id], select.input:visible[id]";

/** The fields of a form as somebody meets them. */
const fieldsOf = (dialog) =>
  dialog.locator(FIELDS).evaluateAll((all) =>
    all.map((field) => ({
      id: field.id,
      said: field.getAttribute("aria-required") === "true",
      seen: field.closest(".field")?.querySelector(".named")?.innerText.includes("needed") ?? false,
      missed: document.getElementById(`${field.id}-error`)?.innerText.trim(),
    })),
  );

/** Empties what can be emptied. */
async function empty(dialog) {
  for (const { id } of await fieldsOf(dialog)) {
    const field = dialog.locator(`[id="${id}"]`);
    if (await field.evaluate((element) => element.tagName !== "SELECT")) await field.fill("");
    else if ((await field.locator('option[value=""]').count()) > 0) await field.selectOption("");
  }
}

async function mend(dialog, id) {
  const field = dialog.locator(`[id="${id}"]`);
  const kind = await field.evaluate((element) => (element.tagName === "SELECT" ? "select" : (element.dataset.kind ?? element.inputMode)));
  if (kind === "select") await field.selectOption({ index: 1 });
  else await field.fill(kind === "date" ? "11/17/2026" : "7");
}

FORMS.forEach(([, options, act], at) => {
  test(`${nameOfForm(at)}: what is missed was marked`, async () => {
    const { tab, complaints, close } = await open(stage, options);
    await act(tab, stage);
    const dialog = tab.getByRole("dialog").filter({ has: tab.locator("form") });
    await dialog.waitFor();
    await settled(tab);
    const fields = await fieldsOf(dialog);
    assert.deepEqual(fields.filter(({ said, seen }) => said !== seen), [], "seen and heard alike");
    if (fields.some(({ said }) => said)) {
      await empty(dialog);
      for (let tries = 0; tries <= fields.length; tries += 1) {
        await dialog.locator('button[type="submit"]').click();
        await settled(tab);
        if ((await dialog.count()) === 0) break;
        const missed = (await fieldsOf(dialog)).filter((field) => field.missed === MISSED);
        assert.deepEqual(missed.filter(({ said }) => !said).map(({ id }) => id), [], "missed, and not marked");
        // Some say in words of their own what is missing.
        if (tries === 0) assert.ok((await fieldsOf(dialog)).some((field) => field.said && field.missed !== undefined), "marked, and not missed");
        if (missed.length === 0) break;
        for (const { id } of missed) await mend(dialog, id);
      }
    }
    assert.deepEqual(complaints, []);
    await close();
  });
});

for (const theme of ["light", "dark"]) {
  test(`a form with marked fields in Spanish, ${theme}`, async () => {
    const { tab, close } = await open(stage, { view: "requests", language: "es", theme });
    await tab.keyboard.press("n");
    await tab.getByRole("dialog").getByText("necesario").first().waitFor();
    assert.deepEqual(await violations(tab), []);
    await close();
  });
}

for (const name of ["pulse/PulseDialog", "requests/ChaseDialog", "workarounds/EstimateDialog", "BulkEditDialog"]) {
  test(`${name}: fields beside each other stand on one line, however long their labels are`, async () => {
    const [, options, act] = FORMS.find(([file]) => file === name);
    const { tab, close } = await open(stage, { ...options, width: 1024 });
    await act(tab, stage);
    const rows = tab.getByRole("dialog").locator(".formrow");
    await rows.first().waitFor();
    await settled(tab);
    const tops = await rows.evaluateAll((all) =>
      all.flatMap((row) => {
        const fields = [...row.querySelectorAll(":scope > .field .input")].map((field) => Math.round(field.getBoundingClientRect().top));
        return fields.flatMap((top, at) => (at % 2 === 0 ? [fields.slice(at, at + 2)] : []));
      }),
    );
    for (const pair of tops) assert.equal(new Set(pair).size, 1, pair.join(" and "));
    await close();
  });
}
