/**
 * Lets the keyboard scroll a region that holds nothing to focus: without this its lower rows are out of reach
 * (WCAG 2.1.1). It is the one case in which something that is no control belongs into the tab order.
 */
export const scrollable = (region: HTMLElement): void => {
  region.tabIndex = 0;
};
