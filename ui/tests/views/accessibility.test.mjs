/** What is seen in every view, in both themes: axe has nothing to say of it. Forms: accessible_forms; room: room. */
import { after, before, test } from "node:test";
import { cleanInBothThemes } from "./clean_page.mjs";
import { sitDown } from "./forms.mjs";
import { start } from "./harness.mjs";
import { SCENES } from "./scenes.mjs";

let stage;
before(async () => {
  stage = await start();
  await sitDown(stage);
});
after(() => stage?.stop());

for (const { name, options, act } of SCENES) test(name, () => cleanInBothThemes(stage, options, act));
