/** What a second line of a title adds to its row, in px at 100 % (the line height of running text). */
export const SECOND_LINE = 22;
