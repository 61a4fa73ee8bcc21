/**
 * Keys as the table writes them: `Mod+K`, `Mod+Shift+Z`, `?`, `j`, `Space`, `ArrowDown`.
 * Mod is Ctrl, or the Command key on a Mac.
 */

export const isMac = (platform: string = navigator.userAgent): boolean => /Mac|iPhone|iPad/.test(platform);

const NAMED: Record<string, string> = { " ": "Space", Esc: "Escape", Spacebar: "Space" };

/** The table's name for what was pressed. Shift counts only with a letter or a named key: `?` is `?`. */
export function pressed(event: KeyboardEvent, mac: boolean = isMac()): string {
  const key = NAMED[event.key] ?? event.key;
  const parts: string[] = [];
  if (mac ? event.metaKey : event.ctrlKey) parts.push("Mod");
  if (event.altKey) parts.push("Alt");
  const mod = parts.length > 0;
  if (event.shiftKey && (key.length > 1 || (mod && /[a-z]/i.test(key)))) parts.push("Shift");
  parts.push(key.length === 1 && mod ? key.toUpperCase() : key);
  return parts.join("+");
}

/** Of keys as the table writes them the one that is pressed with the others: `A` of `Mod+A`, `+` of `Mod++`. */
export const keyAlone = (keys: string): string => keys.split(/\+(?=.)/).at(-1) ?? keys;

const SHOWN: Record<string, string> = {
  ArrowDown: "↓",
  ArrowUp: "↑",
  ArrowLeft: "Left",
  ArrowRight: "Right",
  Escape: "Esc",
};

/** The keys as people read them: `Ctrl K`, or `⌘ K` on a Mac. */
export function shown(keys: string, mac: boolean = isMac()): string {
  return keys
    .split(/\+(?=.)/)
    .map((part) => {
      if (part === "Mod") return mac ? "⌘" : "Ctrl";
      if (part === "Alt") return mac ? "⌥" : "Alt";
      return SHOWN[part] ?? (part.length === 1 && keys.length > 1 ? part.toUpperCase() : part);
    })
    .join(" ");
}

/** The keys for `aria-keyshortcuts`, which knows Control and Meta but no Mod. */
export function ariaKeys(keys: string, mac: boolean = isMac()): string {
  return keys.replace("Mod", mac ? "Meta" : "Control");
}

/** Whether the event belongs to a field people type in: bare keys are then text. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches("input:not([type=checkbox]):not([type=radio]), textarea, select");
}
