// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Comparison } from "./Comparison";
import type { Contract } from "./Contract";
import type { PromiseCounts } from "./PromiseCounts";
import type { PromiseLine } from "./PromiseLine";
import type { StatedAnswer } from "./StatedAnswer";
import type { System } from "./System";
import type { VendorEvidence } from "./VendorEvidence";

/** Everything on Vendor. */
export type VendorView = {
/** The system looked at; `null` where the clinic has none. */
system: System | null,
/** The day it stands at: the day asked for, or a retired system's last. */
as_of: string,
/** Go-live months begun until then; 0 before go-live. */
months: number,
/** When notice can be given. */
contract: Contract,
/** Every promise, the latest due first among the late ones, then by due day. */
promises: Array<PromiseLine>,
/** What became of them. */
counts: PromiseCounts,
/** What was said to each of the five questions, in their order. */
answers: Array<StatedAnswer>,
/** What the log measured beside them; `null` where the clinic has no system. */
evidence: VendorEvidence | null,
/** Shares, rates and medians that rest on fewer are too few to tell. */
fewest_to_tell: number,
/** Systems side by side, the one looked at first. */
comparison: Comparison, };
