//! A command by its name, for whoever has only JSON: the test bridge and the shell.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value as Json;

use crate::{ApiError, ApiResult, App, ErrorCode, Rescue};

/// Matches a name and runs the typed method of the same name.
macro_rules! dispatch {
    ($($(#[$doc:meta])* $name:ident($windows:ident): $input:ty => $reply:ty;)*) => {
        |app: &App, name: &str, input: Json| -> Option<ApiResult<S>> {
            match name {
                $(stringify!($name) => Some(run::<$input, $reply, S>(input, |input| app.$name(input))),)*
                _ => None,
            }
        }
    };
}

/// What a reply is handed over as.
trait Shape: Sized {
    fn of(reply: &impl Serialize) -> serde_json::Result<Self>;
}

impl Shape for Json {
    fn of(reply: &impl Serialize) -> serde_json::Result<Self> {
        serde_json::to_value(reply)
    }
}

/// JSON as text.
impl Shape for String {
    fn of(reply: &impl Serialize) -> serde_json::Result<Self> {
        serde_json::to_string(reply)
    }
}

impl App {
    /// Runs a command that a page may call.
    ///
    /// # Errors
    /// [`ErrorCode::UnknownCommand`]; [`ErrorCode::Invalid`] naming the field where the input has another shape;
    /// or the command's own refusal.
    pub fn call(&self, name: &str, input: Json) -> ApiResult<Json> {
        self.replied(name, input)
    }

    /// As [`App::call`], with the reply as JSON text, for whoever passes it on: a page of a list took longer to be made
    /// into values first than to be read.
    ///
    /// # Errors
    /// As [`App::call`].
    pub fn call_text(&self, name: &str, input: Json) -> ApiResult<String> {
        self.replied(name, input)
    }

    fn replied<S: Shape>(&self, name: &str, input: Json) -> ApiResult<S> {
        for_each_command!(dispatch)(self, name, input).unwrap_or_else(|| Err(unknown(name)))
    }

    /// Runs a command that takes a path; only the shell may call it, with what its file dialog gave.
    ///
    /// # Errors
    /// As [`App::call`].
    pub fn call_host(&self, name: &str, input: Json) -> ApiResult<Json> {
        type S = Json;
        for_each_host_command!(dispatch)(self, name, input).unwrap_or_else(|| Err(unknown(name)))
    }
}

/// Matches the name of a command that needs no open database.
macro_rules! dispatch_rescue {
    ($($(#[$doc:meta])* $name:ident($windows:ident): $input:ty => $reply:ty;)*) => {
        |rescue: &Rescue, name: &str, input: Json| -> Option<ApiResult<Json>> {
            match name {
                $(stringify!($name) => Some(run::<$input, $reply, Json>(input, |input| rescue.$name(input))),)*
                _ => None,
            }
        }
    };
}

/// Runs a command that needs no open database; `None` if it is none of them.
pub(crate) fn call_rescue(rescue: &Rescue, name: &str, input: Json) -> Option<ApiResult<Json>> {
    for_each_rescue_command!(dispatch_rescue)(rescue, name, input)
}

fn unknown(name: &str) -> ApiError {
    let shown: String = name.chars().take(64).collect();
    ApiError::new(ErrorCode::UnknownCommand, format!("There is no command {shown:?}."))
}

fn run<I: DeserializeOwned, R: Serialize, S: Shape>(
    input: Json,
    command: impl FnOnce(I) -> ApiResult<R>,
) -> ApiResult<S> {
    let input = if input.is_null() { Json::Object(serde_json::Map::new()) } else { input };
    let input = serde_path_to_error::deserialize(input).map_err(|error| {
        let field = error.path().to_string();
        ApiError::invalid(&field, "wrong_shape", format!("The input cannot be read: {}.", error.inner()))
    })?;
    let reply = command(input)?;
    S::of(&reply).map_err(|error| ApiError::new(ErrorCode::Internal, error.to_string()))
}
