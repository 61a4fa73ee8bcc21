interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

const bottom = ({ y, height }: Box): number => y + height;
const holds = ({ x, width }: Box, at: number): boolean => x < at && at < x + width;

/**
 * The mark around a month, where a number over its column or a neighbour's is wider than its column: it begins under that, so that
 * the number is not struck through.
 */
export function underNumbers(mark: Box, texts: readonly Box[]): Box {
  const beside = texts.filter((text) => text.y >= mark.y && bottom(text) <= bottom(mark));
  const own = beside.filter((text) => holds(mark, text.x + text.width / 2)).map(bottom);
  const struck = beside.filter((text) => holds(text, mark.x) || holds(text, mark.x + mark.width)).map(bottom);
  // Under its own number the column begins: no lower one is asked.
  const y = Math.max(mark.y, ...struck.filter((end) => own.length === 0 || end <= Math.max(...own)));
  return { ...mark, y, height: bottom(mark) - y };
}

/** What is written lying in a drawing, in its own units. It has to be on the page. */
export const textsOf = (drawing: SVGSVGElement): Box[] =>
  [...drawing.querySelectorAll<SVGTextElement>("text:not([transform])")].map((text) => text.getBBox());
