/** Every form, in both themes: axe has nothing to say of it. */
import { after, before, test } from "node:test";
import { cleanInBothThemes } from "./clean_page.mjs";
import { FORMS, nameOfForm, sitDown } from "./forms.mjs";
import { start } from "./harness.mjs";

let stage;
before(async () => {
  stage = await start();
  await sitDown(stage);
});
after(() => stage?.stop());

FORMS.forEach(([, options, act], at) => {
  const form = async (tab) => {
    await act(tab, stage);
    await tab.getByRole("dialog").filter({ has: tab.locator("form") }).waitFor();
  };
  test(`the form ${nameOfForm(at)}`, () => cleanInBothThemes(stage, options, form));
});
