import type { Commands } from "./bindings/commands";

export type CommandName = keyof Commands;
export type Input<C extends CommandName> = Commands[C]["input"];
export type Reply<C extends CommandName> = Commands[C]["reply"];
