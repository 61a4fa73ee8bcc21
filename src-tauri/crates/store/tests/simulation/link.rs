//! The way to a hub: it breaks, loses answers, repeats and damages.

use std::convert::Infallible;
use std::fmt;

use keepalive_sync::{Ask, Hash, Hub, Piece, Pushed, Run};

use super::chance::Chance;
use crate::hub::MemoryHub;

/// The link broke.
#[derive(Debug)]
pub struct Broken;

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the link broke")
    }
}

/// A link to a hub.
pub struct Link<'a, H> {
    pub hub: &'a mut H,
    pub chance: &'a mut Chance,
    /// Chance in a hundred that any one message fails.
    pub breaks: u64,
    /// Chance in a hundred that an answer is damaged on the way.
    pub damages: u64,
}

impl<H: MemoryHub> Link<'_, H> {
    fn may_break(&mut self) -> Result<(), Broken> {
        if self.chance.percent(self.breaks) { Err(Broken) } else { Ok(()) }
    }
}

impl<H: MemoryHub> Hub for Link<'_, H> {
    type Error = Broken;

    fn pieces(&mut self) -> Result<Vec<Piece>, Broken> {
        self.may_break()?;
        Ok(sure(self.hub.pieces()))
    }

    fn copies(&self, of: &Piece) -> Hash {
        self.hub.copies(of)
    }

    fn pull(&mut self, ask: &Ask) -> Result<Vec<Run>, Broken> {
        self.may_break()?;
        let mut runs = sure(self.hub.pull(ask));
        if self.breaks > 0 && runs.len() > 1 {
            let (a, b) = (self.chance.below(runs.len()), self.chance.below(runs.len()));
            runs.swap(a, b);
            let again = runs[a].clone();
            runs.push(again);
        }
        if self.chance.percent(self.damages)
            && let Some(run) = runs.first_mut()
        {
            let at = self.chance.below(run.items.len());
            if let Some(body) = run.items.get_mut(at).and_then(|item| item.body.as_mut())
                && let Some(byte) = body.first_mut()
            {
                *byte ^= 1;
            }
        }
        Ok(runs)
    }

    fn push(&mut self, run: &Run) -> Result<Pushed, Broken> {
        self.may_break()?;
        let pushed = sure(self.hub.push(run));
        // It arrived, and nobody hears so.
        self.may_break()?;
        Ok(pushed)
    }
}

fn sure<T>(result: Result<T, Infallible>) -> T {
    match result {
        Ok(value) => value,
        Err(never) => match never {},
    }
}
