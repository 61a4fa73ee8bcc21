//! The five questions in short, in the words of the app's scorecard, as the log answers them (DOMAIN §5).

use crate::document::Block;
use crate::language::Language;

/// What the log measured for each of the five questions. Shares are fractions; `None` = not measured.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Scorecard {
    /// A share, rate or median that rests on fewer things is too few to tell.
    pub fewest: u64,
    /// Vendor requests.
    pub requests: u64,
    /// Requests that were delivered.
    pub delivered: u64,
    /// Steps and hand-overs to a delivered request.
    pub steps_per_delivered: Option<f64>,
    /// How often a delivered request changed hands.
    pub hand_overs_per_delivered: Option<f64>,
    /// Workarounds that the vendor was asked about.
    pub workarounds_asked: u64,
    /// Of those, the ones with a delivered request.
    pub workarounds_delivered: u64,
    /// Median days such a workaround stays in use, those still in use counted; `None` where under half ended.
    pub workaround_median_days: Option<f64>,
    /// Original promises kept.
    pub kept: u64,
    /// Original promises due.
    pub due: u64,
    /// Later dates per original promise.
    pub slips_per_promise: Option<f64>,
    /// Requests refused, delivered or verified.
    pub decided: u64,
    /// Refused as out of scope, of what was decided.
    pub out_of_scope_share: Option<f64>,
    /// With somebody at the vendor to talk to.
    pub named_contact_share: Option<f64>,
    /// How often each had to be followed up.
    pub chases_per_request: Option<f64>,
    /// Median days to delivery, open ones censored; `None` where under half came.
    pub delivered_median_days: Option<f64>,
    /// Requests that median rests on.
    pub delivered_of: u64,
}

impl Scorecard {
    pub(super) fn terms(&self, in_: Language) -> Block {
        let rows = [
            (
                in_.of(
                    "How are changes handled after go-live?",
                    "¿Cómo se atienden los cambios tras la puesta en marcha?",
                ),
                self.handling(in_),
            ),
            (
                in_.of(
                    "What happens when a workflow does not fit?",
                    "¿Qué pasa cuando un flujo de trabajo no encaja?",
                ),
                self.misfit(in_),
            ),
            (in_.of("What counts as out of scope?", "¿Qué se considera fuera de alcance?"), self.scope(in_)),
            (
                in_.of("How quickly are adjustments made?", "¿Con qué rapidez se hacen los ajustes?"),
                self.speed(in_),
            ),
            (in_.of("Who do we talk to?", "¿Con quién hablamos?"), self.contact(in_)),
        ];
        Block::Terms {
            label: in_.of("Five questions", "Cinco preguntas").to_owned(),
            rows: rows.map(|(name, value)| [name.to_owned(), value]).to_vec(),
        }
    }

    /// What is said of a figure that rests on `n` things: that there are none, that they are too few, or itself.
    fn told(
        &self,
        in_: Language,
        n: u64,
        none: &str,
        things: [&str; 2],
        said: impl FnOnce() -> String,
    ) -> String {
        if n == 0 {
            return none.to_owned();
        }
        if n >= self.fewest {
            return said();
        }
        let [one, several] = things;
        let things = if n == 1 { one } else { several };
        let needed = self.fewest;
        match in_ {
            Language::English => format!("too few to tell: {n} {things}, {needed} are needed"),
            Language::Spanish(_) => format!("muy pocos para saberlo: {n} {things}, hacen falta {needed}"),
        }
    }

    fn handling(&self, in_: Language) -> String {
        let none = in_.of("nothing was delivered yet", "todavía no se entregó nada");
        let things = match in_ {
            Language::English => ["request delivered", "requests delivered"],
            Language::Spanish(_) => ["solicitud entregada", "solicitudes entregadas"],
        };
        self.told(in_, self.delivered, none, things, || {
            let number = |value: Option<f64>| in_.or_not_measured(value.map(|value| in_.number(value, 1)));
            format!(
                "{} {}, {} {} ({} {})",
                number(self.hand_overs_per_delivered),
                in_.of("hand-overs per delivered request", "traspasos por solicitud entregada"),
                number(self.steps_per_delivered),
                in_.of("changes of state on the way", "cambios de estado en el camino"),
                self.delivered,
                in_.of("delivered", "entregadas"),
            )
        })
    }

    fn misfit(&self, in_: Language) -> String {
        let (fixed, of) = (self.workarounds_delivered, self.workarounds_asked);
        let none =
            in_.of("no workaround has a request at the vendor", "ningún atajo tiene solicitud al proveedor");
        let things = match in_ {
            Language::English => ["workaround", "workarounds"],
            Language::Spanish(_) => ["atajo", "atajos"],
        };
        self.told(in_, of, none, things, || {
            let lives = self.workaround_median_days.map_or_else(
                || in_.of("more than half still in use", "más de la mitad sigue en uso").to_owned(),
                |days| {
                    let days = in_.whole_days(days);
                    match in_ {
                        Language::English => format!("half still in use after {days}"),
                        Language::Spanish(_) => format!("la mitad sigue en uso tras {days}"),
                    }
                },
            );
            match in_ {
                Language::English => {
                    format!("{fixed} of {of} workarounds with a vendor request had one delivered; {lives}")
                }
                Language::Spanish(_) => {
                    format!(
                        "{fixed} de {of} atajos con solicitud al proveedor tuvieron una entregada; {lives}"
                    )
                }
            }
        })
    }

    fn scope(&self, in_: Language) -> String {
        let none = in_.of("nothing was decided yet", "todavía no se decidió nada");
        let things = match in_ {
            Language::English => ["request decided", "requests decided"],
            Language::Spanish(_) => ["solicitud decidida", "solicitudes decididas"],
        };
        self.told(in_, self.decided, none, things, || {
            let share = in_.or_not_measured(self.out_of_scope_share.map(|share| in_.percent(share)));
            let decided = self.decided;
            match in_ {
                Language::English => {
                    format!("{share} of the {decided} decided requests were declined as out of scope")
                }
                Language::Spanish(_) => {
                    format!(
                        "{share} de las {decided} solicitudes decididas se rechazaron por estar fuera de alcance"
                    )
                }
            }
        })
    }

    fn speed(&self, in_: Language) -> String {
        let none = in_.of("nothing was asked of the vendor yet", "todavía no se pidió nada al proveedor");
        let median = self.told(in_, self.delivered_of, none, requests(in_), || {
            let median = self.delivered_median_days.map_or_else(
                || in_.of("fewer than half came so far", "llegaron menos de la mitad").to_owned(),
                |days| {
                    let days = in_.whole_days(days);
                    match in_ {
                        Language::English => format!("{days} until half of the requests have a fix"),
                        Language::Spanish(_) => {
                            format!("{days} hasta que la mitad de las solicitudes tiene arreglo")
                        }
                    }
                },
            );
            let of = self.delivered_of;
            match in_ {
                Language::English => format!("{median} (of {of}, open ones counted in)"),
                Language::Spanish(_) => format!("{median} (de {of}, con las abiertas)"),
            }
        });
        format!("{median}; {}", self.promises(in_))
    }

    fn promises(&self, in_: Language) -> String {
        let none = in_.of("no promise was due", "ninguna promesa vencida");
        let things = match in_ {
            Language::English => ["promise due", "promises due"],
            Language::Spanish(_) => ["promesa vencida", "promesas vencidas"],
        };
        self.told(in_, self.due, none, things, || {
            let (kept, due) = (self.kept, self.due);
            let slips = in_.or_not_measured(self.slips_per_promise.map(|slips| in_.number(slips, 1)));
            match in_ {
                Language::English => {
                    format!("{kept} of {due} promises kept since go-live, {slips} slips per promise")
                }
                Language::Spanish(_) => {
                    format!(
                        "{kept} de {due} promesas cumplidas desde la puesta en marcha, {slips} aplazamientos por promesa"
                    )
                }
            }
        })
    }

    fn contact(&self, in_: Language) -> String {
        let none = in_.of("nothing was asked of the vendor yet", "todavía no se pidió nada al proveedor");
        self.told(in_, self.requests, none, requests(in_), || {
            let share = in_.or_not_measured(self.named_contact_share.map(|share| in_.percent(share)));
            let chases = in_.or_not_measured(self.chases_per_request.map(|chases| in_.number(chases, 1)));
            match in_ {
                Language::English => {
                    format!("{share} of requests to the vendor had a named contact; {chases} chases per request")
                }
                Language::Spanish(_) => {
                    format!("{share} de las solicitudes al proveedor tenían un contacto con nombre; {chases} reclamos por solicitud")
                }
            }
        })
    }
}

fn requests(in_: Language) -> [&'static str; 2] {
    match in_ {
        Language::English => ["request at the vendor", "requests at the vendor"],
        Language::Spanish(_) => ["solicitud al proveedor", "solicitudes al proveedor"],
    }
}
