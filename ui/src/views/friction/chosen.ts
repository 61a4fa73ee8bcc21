import type { FigureInput } from "../../backend/bindings/types";

/** What every figure of the view is asked for. */
export type Chosen = Pick<FigureInput, "system" | "area" | "break" | "site" | "role">;
