import { expect, test } from "vitest";
import { inlineSvg } from "./inline_svg";

const svg = (inside: string): string => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">${inside}</svg>`;

test("a chart keeps its name, its marks and their looks, and shows no tooltip of its own", () => {
  const chart = inlineSvg(svg('<title>Hours</title><desc>By month</desc><rect x="1" y="2" width="3" height="4" fill="#1A59AD"/>'));
  // A title element is what a browser shows over the drawing; the name stands in an attribute instead.
  expect(chart?.querySelector("title")).toBeNull();
  expect([chart?.getAttribute("role"), chart?.getAttribute("aria-label")]).toEqual(["img", "Hours"]);
  expect(chart?.getAttribute("aria-description")).toBe("By month");
  expect(chart?.querySelector("rect")?.getAttribute("fill")).toBe("#1A59AD");
  expect(chart?.getAttribute("viewBox")).toBe("0 0 10 10");
});

test("nothing that runs, loads or links comes through", () => {
  const chart = inlineSvg(
    svg(
      '<script>alert(1)</script><a href="javascript:alert(1)"><text>x</text></a><image href="http://x/"/>' +
        '<rect onload="alert(1)" style="fill:url(http://x/)" fill="url(#a)"/><foreignObject><p>x</p></foreignObject>',
    ),
  );
  expect(chart?.querySelectorAll("script, a, image, foreignObject")).toHaveLength(0);
  expect([...(chart?.querySelector("rect")?.attributes ?? [])]).toHaveLength(0);
});

test("markup in a label is text", () => {
  const chart = inlineSvg(svg("<text>&lt;img src=x onerror=alert(1)&gt;</text>"));
  expect(chart?.querySelector("text")?.textContent).toBe("<img src=x onerror=alert(1)>");
  expect(chart?.querySelector("img")).toBeNull();
});

test("what is no SVG is nothing", () => {
  expect(inlineSvg("<svg><unclosed")).toBeNull();
  expect(inlineSvg("<p>hello</p>")).toBeNull();
});
