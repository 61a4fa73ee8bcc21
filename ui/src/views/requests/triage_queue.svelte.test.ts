import { flushSync } from "svelte";
import { afterEach, expect, test } from "vitest";
import { TriageQueue } from "./triage_queue.svelte";

let stop: () => void = () => undefined;
afterEach(() => stop());

/** An inbox as the list gives it: one letter a request. */
class Inbox {
  ids = $state.raw("");
  whole = $state(true);
  queue!: TriageQueue;

  constructor(ids: string) {
    this.ids = ids;
    stop = $effect.root(() => {
      this.queue = new TriageQueue(
        () => [...this.ids].map((id) => ({ id })),
        () => this.whole,
      );
    });
    flushSync();
  }
  /** The list was read again. */
  reads(ids: string): void {
    this.ids = ids;
    flushSync();
  }
  leave(id: string, write: Promise<unknown> = new Promise(() => undefined)): Promise<void> {
    const left = this.queue.leave(id, write);
    flushSync();
    return left;
  }
  pass(id: string): void {
    this.queue.pass(id);
    flushSync();
  }
  get shown(): string | undefined {
    return this.queue.current;
  }
}

test("the request that is shown stays while the inbox is sorted anew, the first one too", () => {
  const inbox = new Inbox("abcd");
  expect(inbox.shown).toBe("a");
  inbox.reads("bcda");
  expect(inbox.shown).toBe("a");
  inbox.reads("xabcd");
  expect(inbox.shown).toBe("a");
});

test("what comes next stood after it when it was taken up, wherever its worth has put it since", () => {
  const inbox = new Inbox("abcd");
  inbox.reads("bcda");
  inbox.leave("a");
  expect(inbox.shown).toBe("b");
  inbox.reads("bcd");
  inbox.queue.take("c");
  inbox.reads("cbd");
  inbox.leave("c");
  expect(inbox.shown).toBe("d");
});

test("the next key is the next one's before the write is answered, and the list may be read first", () => {
  const inbox = new Inbox("abc");
  inbox.leave("a");
  expect(inbox.shown, "not answered yet").toBe("b");
  inbox.reads("bc");
  expect(inbox.shown, "read without it").toBe("b");
});

test("going on from one that is not shown any more moves nothing", () => {
  const inbox = new Inbox("abc");
  inbox.reads("bc"); // somebody else took it out
  expect(inbox.shown).toBe("b");
  inbox.pass("a");
  expect(inbox.shown).toBe("b");
});

test("a write that was refused leaves the request in the queue", async () => {
  const inbox = new Inbox("a");
  let refuse: (answer: null) => void = () => undefined;
  const left = inbox.leave("a", new Promise((answer) => (refuse = answer)));
  expect(inbox.shown, "the only one is on its way out").toBeUndefined();
  refuse(null);
  await left;
  flushSync();
  expect(inbox.shown).toBe("a");
});

test("one that comes back by undo can be shown again", async () => {
  const inbox = new Inbox("ab");
  await inbox.leave("a", Promise.resolve({}));
  inbox.reads("b");
  inbox.reads("ab");
  expect(inbox.shown).toBe("b");
  inbox.leave("b");
  expect(inbox.shown).toBe("a");
});

test("the last one stays, and at the end of the queue the way goes back to those passed over", () => {
  const inbox = new Inbox("abc");
  inbox.pass("a");
  inbox.pass("b");
  expect(inbox.shown).toBe("c");
  inbox.leave("c");
  expect(inbox.shown).toBe("b");
  inbox.reads("b");
  inbox.pass("b");
  expect(inbox.shown).toBe("b");
  inbox.leave("b");
  inbox.reads("");
  expect(inbox.shown).toBeUndefined();
});

test("one whose worth has put it beyond the rows that are read stays", () => {
  const inbox = new Inbox("abc");
  inbox.whole = false;
  inbox.reads("bcd");
  expect(inbox.shown).toBe("a");
  inbox.pass("a");
  expect(inbox.shown).toBe("b");
});
