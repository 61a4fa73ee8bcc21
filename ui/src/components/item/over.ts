import type { Stage, Turn } from "../../backend/bindings/types";

/** Whether a request is closed or a workaround ended: what is over needs no owner, and raises no alarm for lacking one. */
export const isOver = (row: { turn?: Turn; stage?: Stage }): boolean => row.turn === "closed" || row.stage === "retired";
