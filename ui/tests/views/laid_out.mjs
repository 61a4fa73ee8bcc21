/**
 * What a person cannot read because the layout has no room for it: a line each. A text that ends in an ellipsis on
 * purpose is not meant, nor what a region scrolls sideways to (the owners' map, a table of figures).
 */
export const cutOff = (tab) =>
  tab.evaluate(() => {
    const SLACK_PX = 2;
    const scrolls = (style) => /auto|scroll/.test(style.overflowX);
    const said = (element) => `${element.tagName.toLowerCase()}.${element.className} "${element.textContent.trim().slice(0, 60)}"`;
    const found = [];
    for (const list of document.querySelectorAll(".body, [role='grid']"))
      if (list.scrollWidth > list.clientWidth + SLACK_PX) found.push(`scrolls sideways: ${list.className} ${list.getAttribute("aria-label") ?? ""}`);
    const texts = [...document.querySelectorAll("button, input, select, textarea, h1, h2, h3, p, label, th, li, .meta")];
    for (const element of texts) {
      const box = element.getBoundingClientRect();
      if (box.width <= 1 || box.height <= 1 || element.closest(".unseen, svg") !== null) continue;
      for (let around = element.parentElement; around !== null; around = around.parentElement) {
        const style = getComputedStyle(around);
        if (scrolls(style) || style.textOverflow === "ellipsis") break;
        // What is clipped to a pixel is there to be heard: the heads of a table whose rows stand below each other.
        if (around.getBoundingClientRect().width <= 1) break;
        const edge = around === document.documentElement ? innerWidth : around.getBoundingClientRect().right;
        const holds = around === document.documentElement || /hidden|clip/.test(style.overflowX) || around.classList.contains("card");
        if (!holds || box.right <= edge + SLACK_PX) continue;
        found.push(`runs out of ${around.tagName.toLowerCase()}.${around.className}: ${said(element)}`);
        break;
      }
    }
    return found;
  });

/** Whether all of an element is inside the window and inside everything that scrolls or clips it. */
export const wholeInSight = (locator) =>
  locator.evaluate((element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const inside = (of) => left >= of.left - 1 && top >= of.top - 1 && right <= of.right + 1 && bottom <= of.bottom + 1;
    if (!inside({ left: 0, top: 0, right: innerWidth, bottom: innerHeight })) return false;
    for (let around = element.parentElement; around !== null; around = around.parentElement) {
      if (getComputedStyle(around).overflow !== "visible" && !inside(around.getBoundingClientRect())) return false;
    }
    return true;
  });
