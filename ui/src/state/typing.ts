/** Typing rests this long, in ms, before a list is asked: one question a word, not one a letter. */
export const RESTS_MS = 150;
