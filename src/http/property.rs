//! Properties: what products do differently, each a yes or no.

/// Something that a product does or does not do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Property {
    /// A request's `no-cache` reaches the origin (RFC 9111 §5.2.1.4).
    RequestNoCache,
    /// A request's `max-age=0` reaches the origin (§5.2.1.1).
    RequestMaxAge,
}
