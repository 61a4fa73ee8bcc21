//! A page as a person meets it: by the names of its buttons and fields, and by what it says.

use std::time::{Duration, Instant};

use fantoccini::elements::Element;
use fantoccini::wd::WindowHandle;
use fantoccini::{Client, Locator};
use serde_json::Value;

use crate::{Failure, Outcome};

/// How long a page may take to show what an act led to. Generous: other builds may run beside the test.
const PATIENCE: Duration = Duration::from_secs(20);
const POLL: Duration = Duration::from_millis(50);

/// One window's page.
#[derive(Debug, Clone)]
pub struct Page {
    client: Client,
    window: WindowHandle,
}

impl Page {
    pub(crate) fn new(client: Client, window: WindowHandle) -> Self {
        Self { client, window }
    }

    /// WebDriver looks at one window at a time: the one of this page, from here on.
    async fn turned_to(&self) -> Outcome<&Client> {
        let turned = self.client.switch_to_window(self.window.clone()).await;
        turned.map(|()| &self.client).map_err(|error| Failure::new("turning to the window", &error))
    }

    /// Presses the button with this accessible name or text.
    ///
    /// # Errors
    /// No such button came, or something lies over it.
    pub async fn press(&self, name: &str) -> Outcome<()> {
        self.press_within("//body", name).await
    }

    /// As [`Page::press`], inside the elements an XPath finds.
    ///
    /// # Errors
    /// As [`Page::press`].
    pub async fn press_within(&self, area: &str, name: &str) -> Outcome<()> {
        self.click(&button(area, name), &format!("the button {name:?}")).await
    }

    /// Waits until there is a button with this accessible name or text.
    ///
    /// # Errors
    /// None came.
    pub async fn has_button(&self, name: &str) -> Outcome<()> {
        self.find(Locator::XPath(&button("//body", name)), &format!("the button {name:?}")).await.map(drop)
    }

    /// Goes to the view with this name in the sidebar.
    ///
    /// # Errors
    /// No such view came.
    pub async fn go_to(&self, view: &str) -> Outcome<()> {
        let path =
            format!("//nav//*[self::a or self::button][starts-with(normalize-space(), {})]", quoted(view));
        self.click(&path, &format!("the view {view:?}")).await
    }

    /// Clicks the first element an XPath finds, once it takes clicks and stands still: what is aimed at on a page that is
    /// still being laid out moves from under the click, which then hits nothing.
    ///
    /// # Errors
    /// Nothing is found in time, it takes no clicks, or something lies over it.
    pub async fn click(&self, path: &str, what: &str) -> Outcome<()> {
        let started = Instant::now();
        let mut stood = None;
        loop {
            let element = self.find(Locator::XPath(path), what).await?;
            let stands = takes_clicks_at(&element).await;
            if (stands.is_none() || stands != stood) && started.elapsed() < PATIENCE {
                stood = stands;
                tokio::time::sleep(POLL).await;
                continue;
            }
            if stands.is_none() {
                return Err(Failure::new(what, &"it takes no clicks"));
            }
            match element.click().await {
                Ok(()) => return Ok(()),
                // A dialog on its way out lies over it for a moment, or the list was just read again.
                Err(_) if started.elapsed() < PATIENCE => tokio::time::sleep(POLL).await,
                Err(error) => return Err(Failure::new(what, &error)),
            }
        }
    }

    /// Replaces what stands in the field with this label.
    ///
    /// # Errors
    /// No such field came, or it takes no text.
    pub async fn fill(&self, label: &str, text: &str) -> Outcome<()> {
        let name = quoted(label);
        let path = format!(
            "//*[self::input or self::textarea][@aria-label={name} or @id=//label[contains(normalize-space(), {name})]/@for \
             or ancestor::label[contains(normalize-space(), {name})]]"
        );
        let what = format!("the field {label:?}");
        let field = self.find(Locator::XPath(&path), &what).await?;
        field.clear().await.map_err(|error| Failure::new(&what, &error))?;
        field.send_keys(text).await.map_err(|error| Failure::new(&what, &error))
    }

    /// Waits until the page says this somewhere a person can read it.
    ///
    /// # Errors
    /// It did not in time; the failure quotes what the page said instead.
    pub async fn says(&self, text: &str) -> Outcome<()> {
        self.until(&format!("the page says {text:?}"), async || Ok(self.text().await?.contains(text))).await
    }

    /// As [`Page::says`], where what it waits for takes longer than an act on this computer.
    ///
    /// # Errors
    /// As [`Page::says`].
    pub async fn says_within(&self, patience: Duration, text: &str) -> Outcome<()> {
        let what = format!("the page says {text:?}");
        self.until_within(patience, &what, async || Ok(self.text().await?.contains(text))).await
    }

    /// What the first element a CSS selector finds says, once it is there and says something.
    ///
    /// # Errors
    /// It did not in time.
    pub async fn read(&self, selector: &str) -> Outcome<String> {
        let script = format!("return document.querySelector({selector:?})?.innerText ?? \"\"");
        self.until(&format!("{selector} says something"), async || Ok(self.run(&script).await? != ""))
            .await?;
        Ok(self.run(&script).await?.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until the first element a CSS selector finds says this.
    ///
    /// # Errors
    /// It did not in time; the failure quotes what the page said instead.
    pub async fn says_in(&self, selector: &str, text: &str) -> Outcome<()> {
        let script = format!("return document.querySelector({selector:?})?.innerText ?? \"\"");
        self.until(&format!("{selector} says {text:?}"), async || {
            Ok(self.run(&script).await?.as_str().unwrap_or_default().contains(text))
        })
        .await
    }

    /// Types into the first element a CSS selector finds; WebDriver's own codes stand for other keys.
    ///
    /// # Errors
    /// There is no such element, or it takes no keys.
    pub async fn keys(&self, selector: &str, keys: &str) -> Outcome<()> {
        let what = format!("typing into {selector}");
        let element = self.find(Locator::Css(selector), &what).await?;
        element.send_keys(keys).await.map_err(|error| Failure::new(&what, &error))
    }

    /// Waits until the window is shown and gets the keys.
    ///
    /// # Errors
    /// It stays hidden, or another window has the keys; the failure says which.
    pub async fn is_in_front(&self) -> Outcome<()> {
        let stands =
            "return document.visibilityState + (document.hasFocus() ? ' with' : ' without') + ' the keys'";
        self.answers("the window is in front", stands, "visible with the keys").await
    }

    /// Waits until the window is hidden.
    ///
    /// # Errors
    /// It stays.
    pub async fn is_gone(&self) -> Outcome<()> {
        self.answers("the window is gone", "return document.visibilityState", "hidden").await
    }

    /// Waits until the page no longer says this.
    ///
    /// # Errors
    /// It still does.
    pub async fn no_longer_says(&self, text: &str) -> Outcome<()> {
        self.until(&format!("the page no longer says {text:?}"), async || {
            Ok(!self.text().await?.contains(text))
        })
        .await
    }

    /// Loads the page again, as the web view does after a crash, and waits until it is another one.
    ///
    /// # Errors
    /// It does not come back.
    pub async fn load_again(&self) -> Outcome<()> {
        self.run("window.isTheOldPage = true; location.reload()").await?;
        let started = Instant::now();
        loop {
            // While the page changes a script finds none to run in.
            let is_new =
                self.run("return window.isTheOldPage !== true && document.readyState === 'complete'");
            match is_new.await {
                Ok(Value::Bool(true)) => return Ok(()),
                _ if started.elapsed() < PATIENCE => tokio::time::sleep(POLL).await,
                other => return other.and(Err(Failure::new("the page loaded again", &"the old one stays"))),
            }
        }
    }

    /// Waits until the first field a CSS selector finds holds this text.
    ///
    /// # Errors
    /// It did not in time.
    pub async fn holds(&self, selector: &str, text: &str) -> Outcome<()> {
        let script = format!("return document.querySelector({selector:?})?.value ?? \"\"");
        self.answers(&format!("{selector} holds {text:?}"), &script, text).await
    }

    /// Everything a person can read on the page now.
    ///
    /// # Errors
    /// The page is gone.
    pub async fn text(&self) -> Outcome<String> {
        let text = self.run("return document.body.innerText").await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Runs a script in the page.
    ///
    /// # Errors
    /// The script threw or the page is gone.
    pub async fn run(&self, script: &str) -> Outcome<Value> {
        self.turned_to()
            .await?
            .execute(script, Vec::new())
            .await
            .map_err(|error| Failure::new("a script", &error))
    }

    /// Runs a script that hands its answer to `done`.
    ///
    /// # Errors
    /// The script threw, answered too late, or the page is gone.
    pub async fn run_async(&self, script: &str) -> Outcome<Value> {
        let wrapped = format!("const done = arguments[arguments.length - 1]; {script}");
        self.turned_to()
            .await?
            .execute_async(&wrapped, Vec::new())
            .await
            .map_err(|error| Failure::new("an asynchronous script", &error))
    }

    /// Calls a command as the page would; a refusal is an answer too: `{"refused": ...}`.
    ///
    /// # Errors
    /// The page is gone.
    pub async fn call(&self, command: &str, arguments: &Value) -> Outcome<Value> {
        self.run_async(&format!(
            "window.__TAURI_INTERNALS__.invoke({command:?}, {arguments})\
             .then((answer) => done({{ answer }}), (refused) => done({{ refused }}));"
        ))
        .await
    }

    async fn find(&self, locator: Locator<'_>, what: &str) -> Outcome<Element> {
        self.turned_to()
            .await?
            .wait()
            .at_most(PATIENCE)
            .every(POLL)
            .for_element(locator)
            .await
            .map_err(|error| Failure::new(what, &error))
    }

    /// Waits until a script answers this; the failure says what it answered last.
    async fn answers(&self, what: &str, script: &str, wanted: &str) -> Outcome<()> {
        let started = Instant::now();
        loop {
            let seen = self.run(script).await?;
            if seen == wanted {
                return Ok(());
            }
            if started.elapsed() > PATIENCE {
                return Err(Failure::new(what, &format!("instead it is {seen}")));
            }
            tokio::time::sleep(POLL).await;
        }
    }

    /// Waits until `holds` says so.
    async fn until(&self, what: &str, holds: impl AsyncFn() -> Outcome<bool>) -> Outcome<()> {
        self.until_within(PATIENCE, what, holds).await
    }

    async fn until_within(
        &self,
        patience: Duration,
        what: &str,
        holds: impl AsyncFn() -> Outcome<bool>,
    ) -> Outcome<()> {
        let started = Instant::now();
        while !holds().await? {
            if started.elapsed() > patience {
                return Err(Failure::new(what, &format!("instead it says {:?}", self.text().await?)));
            }
            tokio::time::sleep(POLL).await;
        }
        Ok(())
    }
}

/// Where an element stands, unless it takes no clicks now, as a button that is at work, or is gone.
async fn takes_clicks_at(element: &Element) -> Option<(f64, f64, f64, f64)> {
    match (element.is_enabled().await, element.attr("aria-disabled").await) {
        (Ok(true), Ok(said)) if said.as_deref() != Some("true") => element.rectangle().await.ok(),
        _ => None,
    }
}

/// Where buttons of this name are, as XPath writes it.
fn button(area: &str, name: &str) -> String {
    let name_is = format!("@aria-label={0} or normalize-space()={0}", quoted(name));
    format!("({area})//*[self::button or @role='radio' or @role='tab'][{name_is} or .//*[{name_is}]]")
}

/// A text as XPath writes it. No name on our pages holds both kinds of quotation mark.
fn quoted(text: &str) -> String {
    if text.contains('"') { format!("'{text}'") } else { format!("\"{text}\"") }
}
