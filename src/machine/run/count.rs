//! What claims count: writes, requests, events, reads at an origin.

use crate::model::ChannelId;
use ecow::EcoString;

/// An event that was sent.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Sent {
    /// On which channel.
    pub channel: ChannelId,
    /// Its name.
    pub name: EcoString,
    /// Its id.
    pub id: Option<EcoString>,
    /// Its action.
    pub action: Option<EcoString>,
    /// How many writes there had been.
    pub write: u32,
    /// The request that it was sent under, or the latest before it.
    pub request: Option<u32>,
}

/// A request that was made.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Asked {
    /// `GET`
    pub method: EcoString,
    /// What for.
    pub path: EcoString,
}

/// How many there are of what a claim counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Tally {
    /// How many.
    pub count: u32,
    /// The request that they are counted for.
    pub request: Option<Asked>,
}

/// The run's log.
#[derive(Clone, Debug, Default, PartialEq, Hash)]
pub struct Log {
    /// Writes at an origin.
    pub writes: u32,
    /// Requests that the author wrote.
    pub requests: Vec<Asked>,
    /// Events.
    pub events: Vec<Sent>,
    /// Reads at an origin: the writes and requests there had been at each.
    pub origin_reads: Vec<(u32, u32)>,
    /// Reactions went in a circle.
    pub looped: bool,
}

impl Log {
    /// A write.
    pub fn written(&mut self) {
        self.writes += 1;
    }

    /// A request; its number.
    pub fn request(&mut self, method: &str, path: &str) -> u32 {
        self.requests.push(Asked { method: method.into(), path: path.into() });
        u32::try_from(self.requests.len() - 1).unwrap_or(u32::MAX)
    }

    /// A read at an origin.
    pub fn origin_read(&mut self) {
        let requests = u32::try_from(self.requests.len()).unwrap_or(u32::MAX);
        self.origin_reads.push((self.writes, requests));
    }

    /// An event, sent under a request or none.
    pub fn event(
        &mut self,
        channel: ChannelId,
        name: &EcoString,
        id: Option<&EcoString>,
        action: Option<&EcoString>,
        serving: Option<u32>,
    ) {
        let last = self.requests.len().checked_sub(1).and_then(|n| u32::try_from(n).ok());
        self.events.push(Sent {
            channel,
            name: name.clone(),
            id: id.cloned(),
            action: action.cloned(),
            write: self.writes,
            request: serving.or(last),
        });
    }
}
