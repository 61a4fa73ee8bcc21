/** What our charts are drawn with: lines, rectangles, circles, polygons and text. */
const ELEMENTS = new Set([
  "svg", "g", "title", "desc", "line", "rect", "circle", "ellipse", "polygon", "polyline", "path", "text", "tspan",
]);
/** Presentation only: nothing that loads, links or runs. */
const ATTRIBUTES = new Set([
  "viewBox", "width", "height", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "d", "points",
  "fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin",
  "opacity", "transform", "font-size", "font-weight", "font-family", "font-style", "text-anchor",
  "dominant-baseline", "dx", "dy", "role", "id", "class", "aria-labelledby",
]);
const SVG_NS = "http://www.w3.org/2000/svg";

/**
 * A chart from the backend as an element to put into the page, holding only what a chart needs.
 *
 * The text in it was written by people, so it is parsed as XML and copied node by node: anything not on the
 * two lists above is left out. Null when it is no SVG.
 */
export function inlineSvg(source: string): SVGSVGElement | null {
  const parsed = new DOMParser().parseFromString(source, "image/svg+xml");
  if (parsed.querySelector("parsererror") !== null) return null;
  const root = copy(parsed.documentElement);
  if (!(root instanceof SVGSVGElement)) return null;
  nameWithoutTooltip(root);
  return root;
}

/**
 * The browser shows a root's `<title>` as a tooltip over the whole drawing, on top of our own read-out of what lies under
 * the pointer. On the page the same words name the drawing as an attribute; a saved or copied file keeps its title.
 */
function nameWithoutTooltip(root: SVGSVGElement): void {
  const said = (name: string): string => root.querySelector(`:scope > ${name}`)?.textContent.trim() ?? "";
  const [title, description] = [said("title"), said("desc")];
  for (const element of root.querySelectorAll("title")) element.remove();
  if (title === "") return;
  root.setAttribute("role", "img");
  root.setAttribute("aria-label", title);
  if (description !== "") root.setAttribute("aria-description", description);
  root.removeAttribute("aria-labelledby");
}

function copy(from: Element): Element | null {
  if (from.namespaceURI !== SVG_NS || !ELEMENTS.has(from.localName)) return null;
  const to = document.createElementNS(SVG_NS, from.localName);
  for (const { name, value } of from.attributes) {
    if (ATTRIBUTES.has(name) && !/url\s*\(/i.test(value)) to.setAttribute(name, value);
  }
  for (const child of from.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) to.append(child.textContent ?? "");
    else if (child instanceof Element) {
      const copied = copy(child);
      if (copied !== null) to.append(copied);
    }
  }
  return to;
}
