/** How high each foot is that stands at the bottom of a panel, in px on screen. */
const feet = new Map<HTMLElement, number>();

function tell(): void {
  const highest = Math.max(0, ...feet.values());
  if (highest === 0) document.documentElement.style.removeProperty("--foot");
  else document.documentElement.style.setProperty("--foot", `${highest}px`);
}

/** For the foot of a panel: what is said at the bottom of the window stands above it, and covers none of its buttons. */
export const keptClear = (foot: HTMLElement): (() => void) => {
  const observer = new ResizeObserver(() => {
    feet.set(foot, foot.offsetHeight);
    tell();
  });
  observer.observe(foot);
  return () => {
    observer.disconnect();
    feet.delete(foot);
    tell();
  };
};
