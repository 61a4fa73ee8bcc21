// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { AreaListInput } from "./AreaListInput";
import type { ConfigChangeListInput } from "./ConfigChangeListInput";
import type { EventListInput } from "./EventListInput";
import type { PromiseListInput } from "./PromiseListInput";
import type { QuestionListInput } from "./QuestionListInput";
import type { RequestListInput } from "./RequestListInput";
import type { ShadowListInput } from "./ShadowListInput";
import type { WorkaroundListInput } from "./WorkaroundListInput";

/**
 * Which list, as it stands on the screen: its filter and its order. All its rows are written; where a page begins
 * and how long it is, are not looked at.
 */
export type ListAsked = { "requests": RequestListInput } | { "workarounds": WorkaroundListInput } | { "changes": ConfigChangeListInput } | { "events": EventListInput } | { "questions": QuestionListInput } | { "shadows": ShadowListInput } | { "promises": PromiseListInput } | { "areas": AreaListInput };
