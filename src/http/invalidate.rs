//! What does a request that changes something invalidate (RFC 9111 §4.4)?

use super::message::Method;
use super::property::Property;
use super::rules::Rules;

impl Rules<'_> {
    /// Whether the answer to this method invalidates what is stored for the request's URI. Only caches that the request
    /// travels through hear of it.
    #[must_use]
    pub fn invalidates(&self, method: Method, status: u16) -> bool {
        let unsafe_method = match method {
            Method::Get | Method::Head | Method::OtherSafe => false,
            Method::Post | Method::OtherUnsafe => true,
            Method::Unknown => self.has(Property::UnknownMethods),
        };
        let counts = match status {
            200..=399 => true,
            _ => self.has(Property::UnsafeErrors),
        };
        unsafe_method && counts && self.has(Property::UnsafeMethods)
    }

    /// Likewise, for the URIs in its `Location` and `Content-Location`, if they are of the same origin.
    #[must_use]
    pub fn invalidates_location(&self, method: Method, status: u16) -> bool {
        (200..400).contains(&status) && self.invalidates(method, status) && self.has(Property::Location)
    }
}
