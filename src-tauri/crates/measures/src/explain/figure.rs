//! What can be asked about.

/// A figure that can be asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    /// Hours lost, timed and guessed; of one break where one is named.
    HoursLost,
    /// The part of them that rests on a clock.
    HoursTimed,
    /// Hours lost per FTE; of one break where one is named.
    HoursPerFte,
    /// Hours of one workaround.
    WorkaroundHours,
    /// Hardened ÷ active workarounds.
    HardenedShare,
    /// Unanswered question-days ÷ question-days.
    UnansweredShare,
    /// Overdue request-days per 10 FTE.
    OverdueDaysPer10Fte,
    /// 8 × EHR hours outside ÷ scheduled hours.
    Wow8,
    /// Answers to the weekly pulse ÷ roster.
    Coverage,
    /// Requests that came.
    Arrivals,
    /// Requests that were closed.
    Departures,
    /// Requests open at the end.
    Wip,
    /// Requests asked ÷ workarounds in use.
    AsksPerActiveWorkaround,
    /// Requests given up.
    Withdrawn,
    /// Roles nobody of which wrote anything down for four weeks or longer.
    SilentRoles,
    /// Days within which 85 % are delivered.
    AgePercentile,
    /// Open requests older than that.
    OldOpenRequests,
    /// Median days to the first response.
    FirstResponse,
    /// Median days to a workaround.
    WorkaroundOffered,
    /// Median days to delivery.
    Delivered,
    /// Median days to verification.
    Verified,
    /// Days of open time that were ours: of one request, else as a share over all.
    TurnOurs,
    /// Days that were the vendor's.
    TurnVendor,
    /// Days that were others'.
    TurnOthers,
    /// Median days a workaround lives.
    SurvivalMedian,
    /// Upper control limit of the newest stretch of one break's weekly series.
    ControlLimit,
    /// The phase with its tests.
    Phase,
    /// Promises kept ÷ due.
    KeptPromises,
    /// Slips ÷ promises.
    SlipsPerPromise,
    /// Declined as out of scope ÷ decided.
    OutOfScopeShare,
    /// Vendor requests with a named contact ÷ vendor requests.
    NamedContactShare,
    /// Chases ÷ vendor requests.
    ChasesPerRequest,
    /// Changes of state up to delivery ÷ delivered vendor requests.
    StepsPerDelivered,
    /// Changes of whose turn it was up to delivery ÷ delivered vendor requests.
    HandOversPerDelivered,
    /// Workarounds whose vendor request is delivered ÷ workarounds with a vendor request.
    MisfitDelivered,
    /// Median days a workaround with a vendor request lives.
    MisfitSurvival,
    /// Hours a month still being lost to what the vendor declined.
    RefusalHours,
    /// Median days of vendor requests to the first response.
    VendorFirstResponse,
    /// Median days of vendor requests to a workaround.
    VendorWorkaroundOffered,
    /// Median days of vendor requests to delivery.
    VendorDelivered,
    /// Median days of vendor requests to verification.
    VendorVerified,
    /// What was written down: occurrences, new workarounds, new requests.
    Entries,
}
