/** Rows of a long table that stand at first; what is asked for goes on below. */
const AT_FIRST = 10;
/** So few more are shown with the rest: a button in their place would take as much room. */
const NEVER_LEFT = 3;

/** How many of so many rows stand before anybody asks for all of them. */
export const rowsAtFirst = (all: number): number => (all <= AT_FIRST + NEVER_LEFT ? all : AT_FIRST);
