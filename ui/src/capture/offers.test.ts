import { expect, test } from "vitest";
import type { Person } from "../backend/bindings/types";
import { nameAt, offersFor, withOffer, type Names } from "./offers";

const person = (id: string, name: string, part: Partial<Person> = {}): Person => ({
  id, key: id, name, role: "nurse", site: null, active_from: null, active_to: null, vendor: false, active: true, ...part,
});
const names: Names = {
  areas: ["4th floor", "Note templates", "Referrals", "Refill inbox", "Users & roles"].map((name) => ({ id: name, name })),
  people: [person("ana", "Ana Ruiz"), person("jose", "José Paz"), person("gone", "Anabel Left", { active: false }), person("rep", "Andy Vendor", { vendor: true })],
};
/** The line with the caret at `|`: what is offered, and what the line becomes where the first is taken. */
function at(marked: string, from: Names = names): { offered: string[]; taken: string | undefined } {
  const caret = marked.indexOf("|");
  const line = marked.replace("|", "");
  const name = nameAt(line, caret);
  const offers = name === undefined ? [] : offersFor(name, from);
  const first = offers[0];
  if (name === undefined || first === undefined) return { offered: [], taken: undefined };
  const taken = withOffer(line, name, first);
  return { offered: offers.map((offer) => offer.name), taken: `${taken.line.slice(0, taken.caret)}|${taken.line.slice(taken.caret)}` };
}

test("what begins as typed is offered, then what has a word that does", () => {
  expect(at("fax #ref|").offered).toEqual(["Referrals", "Refill inbox"]);
  expect(at("fax #in|").offered).toEqual(["Refill inbox"]);
  expect(at("fax #|").offered).toHaveLength(5);
  expect(at("fax #r|").offered, "from its beginning first").toEqual(["Referrals", "Refill inbox", "Users & roles"]);
  expect(at("fax #users-a|").offered, "as the program reads &").toEqual(["Users & roles"]);
  expect(at("fax @jose|").offered, "the accent need not be typed").toEqual([]);
  expect(at("fax @jos|").offered).toEqual(["José Paz"]);
});

test("only staff who are here are offered", () => {
  expect(at("fax @an|").offered).toEqual(["Ana Ruiz"]);
});

test("nothing is offered outside a name, behind it, or once it is whole", () => {
  for (const line of ["fax| #ref", "fax #ref |", "fax C#ref|", "a@an|", "fax #4521|", "fax #referrals|", "fax #ref?|", '#"Note"|', "fax #-|", "|"])
    expect(at(line).offered, line).toEqual([]);
});

test("a name is written as the program reads it: in quotes unless it is one word", () => {
  expect(at("fax #refer|").taken).toBe("fax #Referrals |");
  expect(at("fax #note|").taken).toBe('fax #"Note templates" |');
  expect(at('fax #"note te|').taken).toBe('fax #"Note templates" |');
  expect(at("fax #4|").taken).toBe('fax #"4th floor" |');
  expect(at("fax @an|").taken).toBe('fax @"Ana Ruiz" |');
  expect(at("x #say|", { areas: [{ id: "q", name: 'The "Say it" list' }], people: [] }).taken).toBe('x #"The Say it list" |');
});

test("the whole of what was typed gives way, and what follows it stays", () => {
  expect(at("#ref|er twice").taken).toBe("#Referrals |twice");
  expect(at('#"no|te te" twice').taken).toBe('#"Note templates" |twice');
  expect(at('#"no| twice').taken, "a quote that is open yet takes nothing along").toBe('#"Note templates" |twice');
  expect(at("fax it #refer|?").taken, "a request stays one").toBe("fax it #Referrals|?");
});

test("of two that read the same the line says which: people by their short names, areas the first", () => {
  const twice = { areas: [{ id: "1", name: "Refills" }, { id: "2", name: "refills" }], people: [person("ana-1", "Ana Ruiz"), person("ana-2", "Ana Ruiz")] };
  expect(at("@an|", twice).taken).toBe("@ana-1 |");
  expect(at("#ref|", twice).offered).toEqual(["Refills"]);
});
