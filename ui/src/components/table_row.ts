/** One line of a table: a head over a group, or an item. */
export type TableRow<T> = { kind: "group"; id: string; alarm?: boolean } | { kind: "item"; id: string; item: T };
