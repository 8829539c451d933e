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

/// How far a log has come.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    writes: u32,
    looped: bool,
    requests: usize,
    events: usize,
    origin_reads: usize,
}

impl Log {
    /// How far it has come.
    #[must_use]
    pub fn mark(&self) -> Mark {
        Mark {
            writes: self.writes,
            looped: self.looped,
            requests: self.requests.len(),
            events: self.events.len(),
            origin_reads: self.origin_reads.len(),
        }
    }

    /// What has come since.
    #[must_use]
    pub fn since(&self, mark: &Mark) -> Self {
        Self {
            writes: self.writes,
            looped: self.looped,
            requests: self.requests.get(mark.requests..).unwrap_or_default().to_vec(),
            events: self.events.get(mark.events..).unwrap_or_default().to_vec(),
            origin_reads: self.origin_reads.get(mark.origin_reads..).unwrap_or_default().to_vec(),
        }
    }

    /// Forgets what has come since.
    pub fn back(&mut self, mark: &Mark) {
        (self.writes, self.looped) = (mark.writes, mark.looped);
        self.requests.truncate(mark.requests);
        self.events.truncate(mark.events);
        self.origin_reads.truncate(mark.origin_reads);
    }

    /// What has come since a mark, come again.
    pub fn forward(&mut self, since: &Self) {
        (self.writes, self.looped) = (since.writes, since.looped);
        self.requests.extend_from_slice(&since.requests);
        self.events.extend_from_slice(&since.events);
        self.origin_reads.extend_from_slice(&since.origin_reads);
    }

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
