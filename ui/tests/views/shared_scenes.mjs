/**
 * What only a clinic with several computers sees, for the pictures: the card at each of them, what adds and takes out a
 * computer, and what is kept aside. Each: its name, at which of three desks, what `open` is told, what is done then.
 */
import { keepsAside } from "./kept_aside.mjs";

const card = (tab) => tab.getByRole("region", { name: "Sharing", exact: true });
/** A code that stands from a picture before is taken back. */
const noCode = async ({ call }) => {
  if ((await call("sharing")).invited !== null) await call("sharing_invite_end");
};
/** So is a sheet that is still shown. */
const noSheet = ({ call }) => call("sharing_sheet_end", { printed: false });
/**
 * Brings an element to the top of what scrolls around it, as the page itself does: `scrollIntoView` also moves the frame,
 * and the view's head is gone.
 */
function toTop(element) {
  let around = element.parentElement;
  while (around !== null && !/auto|scroll/.test(getComputedStyle(around).overflowY)) around = around.parentElement;
  if (around !== null) around.scrollTop += element.getBoundingClientRect().top - around.getBoundingClientRect().top;
}
/** The card at the top of what scrolls, and then something in it. */
const inCard = (act = () => undefined) => async (tab, stage) => {
  await card(tab).getByRole("list").first().waitFor();
  await act(tab, stage);
  await card(tab).evaluate(toTop);
};
const press = (name) => (tab) => card(tab).getByRole("button", { name }).first().click();
/** High enough for the card and what is done in it. */
const settings = { view: "settings", height: 1300 };
async function codeMade(tab) {
  await card(tab).getByRole("radio", { name: "Reading desk" }).check();
  await press("Add a desktop…")(tab);
  await card(tab).getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/).waitFor();
}
/** The page is told as a changed record tells it, and the card shows what is kept aside. */
const aside = async (tab, stage) => {
  await keepsAside(tab, stage);
  await tab.evaluate(() => {
    const tabs = new BroadcastChannel("keepalive");
    tabs.postMessage({ changed: ["sharing"] });
    tabs.close();
  });
  await card(tab).getByText("which was taken out", { exact: false }).waitFor();
};

/** Puts something there to see, and names two of the three. */
export async function written(front) {
  await front.call("save", { kind: "request", set: { title: "A bigger label", kind: "workflow" } });
  await front.call("save", { kind: "workaround", set: { title: "Print twice", break: "drift", started: "2026-11-05" } });
}

/** Called once the three have met: two of them get names, one stays a mark. */
export async function named(front) {
  const { desks } = await front.call("sharing");
  const marks = { own: desks.find((desk) => desk.this).mark, provider: desks.find((desk) => desk.role === "provider").mark };
  await front.call("sharing_name", { mark: marks.own, name: "Front desk" });
  await front.call("sharing_name", { mark: marks.provider, name: "Exam room 2" });
}

export const SHARED = [
  { name: "shared, card", at: "front", options: settings, act: inCard() },
  { name: "shared, name a desk", at: "front", options: settings, act: inCard(press(/^Name desk /)) },
  { name: "shared, a code stands", at: "front", options: settings, arrange: noCode, act: inCard(codeMade) },
  { name: "shared, take out", at: "front", options: settings, arrange: noCode, act: inCard(press(/^Take out… /)) },
  { name: "shared, kept aside", at: "front", options: settings, act: inCard(aside) },
  {
    name: "shared, let in",
    at: "front",
    options: settings,
    act: inCard(async (tab, stage) => {
      await aside(tab, stage);
      await card(tab).getByRole("button", { name: "Let in… desk 0a1b2c3d", exact: true }).click();
      await tab.getByRole("dialog").getByRole("listitem").first().waitFor();
    }),
  },
  { name: "shared, recovery sheet", at: "front", options: settings, arrange: noSheet, act: inCard(press("Make a recovery sheet…")) },
  { name: "shared, provider's card", at: "provider", options: settings, act: inCard() },
  {
    name: "shared, provider's requests",
    at: "provider",
    options: { view: "requests" },
    act: (tab) => tab.locator('[role="row"][data-row]').first().click(),
  },
  { name: "shared, reader's Today", at: "reader", options: { view: "today" } },
  { name: "shared, reader's Owners", at: "reader", options: { view: "owners" } },
];
