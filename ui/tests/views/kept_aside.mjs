/**
 * Entries that a shared clinic keeps aside, as its program would tell a page of them. It takes a program of one's own to
 * write what nobody vouches for, so the program is tested on its own and a page is handed this.
 */

const PLAIN = { at: 1795000000000, role: null, desk_name: null, things: 1, deletes: 0, empties: 0 };

/** What is counted of whom. */
export const KEPT_ASIDE = [
  { mark: "0a1b2c3d", carried_by: null, entries: 15, taken_out: true },
  { mark: "0a1b2c3d", carried_by: null, entries: 2, taken_out: false },
  { mark: "99887766", carried_by: "44332211", entries: 1, taken_out: false },
];

/** What a look at the first of them shows. */
export const LOOKED_AT = {
  entries: 15,
  deletes: 3,
  empties: 2,
  roles: 1,
  shown: [
    { ...PLAIN, kind: "workaround", text: "Fax more", things: 3, deletes: 2 },
    { ...PLAIN, kind: "desk", text: "44332211", role: "manager" },
    { ...PLAIN, kind: null, text: null, things: 0, empties: 2 },
    { ...PLAIN, kind: "request", text: "A bigger label", deletes: 1 },
    { ...PLAIN, kind: "workaround", text: "Written at home" },
    { ...PLAIN, kind: "desk", text: "44332211", desk_name: "Front desk" },
  ],
};

/** A look at more that takes away or gives than is told of one by one. */
export const MORE_LOOKED_AT = {
  entries: 15,
  deletes: 12,
  empties: 0,
  roles: 1,
  shown: Array.from({ length: 10 }, (_, at) => ({ ...PLAIN, kind: "request", text: `Label ${at + 1}`, deletes: 1 })),
};

/**
 * From now on `tab` is told that the clinic shares and keeps this aside. Letting in asks nothing of the program and takes what
 * it was asked for from the list. A look at it shows `look`. Returns what the page asked, as it goes: `looked` and `letIn`.
 */
export async function keepsAside(tab, stage, look = LOOKED_AT) {
  let aside = KEPT_ASIDE;
  const [looked, letIn] = [[], []];
  await tab.route("**/api/sharing", async (route) => {
    const response = await route.fetch();
    const { ok } = await response.json();
    const place = { kind: "folder", name: "Clinic share" };
    await route.fulfill({ response, json: { ok: { ...ok, place, met_at: PLAIN.at, waiting: 0, kept_aside: aside } } });
  });
  await tab.route("**/api/sharing_aside", async (route) => {
    looked.push(route.request().postDataJSON());
    await route.fulfill({ json: { ok: look } });
  });
  await tab.route("**/api/sharing_let_in", async (route) => {
    letIn.push(route.request().postDataJSON());
    const last = letIn.at(-1);
    aside = aside.filter(({ mark, taken_out }) => mark !== last.mark || taken_out !== last.taken_out);
    await route.fulfill({ json: { ok: await stage.call("sharing", {}) } });
  });
  return { looked, letIn };
}
