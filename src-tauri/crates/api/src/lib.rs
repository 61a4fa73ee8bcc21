//! The one list of use cases: input checked, done by the store and the measures, answered in types.
