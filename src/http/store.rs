//! May a response be stored (RFC 9111 §3)?

use super::message::{Method, Request, Response};
use super::property::Property;
use super::rules::{Rules, directives};

/// Statuses whose responses may be reused without explicit freshness (RFC 9110 §15.1).
#[must_use]
pub const fn heuristically_cacheable(status: u16) -> bool {
    matches!(status, 200 | 203 | 204 | 206 | 300 | 301 | 308 | 404 | 405 | 410 | 414 | 501)
}

/// Statuses that RFC 9110 §15 specifies for a response to `GET`.
const fn understood(status: u16) -> bool {
    matches!(status, 200..=206 | 300..=305 | 307 | 308 | 400..=417 | 421 | 422 | 426 | 500..=505)
}

impl Rules<'_> {
    /// Whether the response may be stored (§3). Partial responses are not (§3.3).
    #[must_use]
    pub fn stores(&self, request: &Request, response: &Response) -> bool {
        let said = directives(response);
        self.stores_for_method(request, response)
            && self.stores_status(response.status)
            && !request.directives.no_store
            && self.understands(response)
            && !(said.no_store && !self.lifts_no_store(response) && self.has(Property::ResponseNoStore))
            && !(self.shared && said.private)
            && self.stores_for_authorization(request, response)
            && (!said.no_cache || self.has(Property::StoresNoCache))
            && (!response.set_cookie || self.has(Property::SetCookie))
            && (!response.vary || self.has(Property::Vary))
            && self.is_said_storable(response)
    }

    /// `GET`; `POST` only with explicit freshness and its own URI as `Content-Location` (RFC 9110 §9.3.3).
    fn stores_for_method(&self, request: &Request, response: &Response) -> bool {
        match request.method {
            Method::Get => true,
            Method::Post => {
                let explicit = self.explicit_lifetime(response).is_some();
                explicit && response.content_location && (200..300).contains(&response.status)
            }
            Method::Head | Method::OtherSafe | Method::OtherUnsafe | Method::Unknown => false,
        }
    }

    /// Where understanding is demanded (§5.2.2.3), whether the cache understands the status.
    fn understands(&self, response: &Response) -> bool {
        !directives(response).must_understand || understood(response.status)
    }

    /// Whether `no-store` is for caches that do not understand the status (§5.2.2.3).
    fn lifts_no_store(&self, response: &Response) -> bool {
        directives(response).must_understand && self.has(Property::MustUnderstand)
    }

    /// Final statuses, whole responses; products know fewer.
    fn stores_status(&self, status: u16) -> bool {
        let by_kind = match status {
            0..=199 | 206 | 304 => false,
            200 => true,
            204 => self.has(Property::NoContent),
            404 => self.has(Property::NotFound),
            302 | 303 | 307 => self.has(Property::TemporaryRedirects),
            _ if heuristically_cacheable(status) => true,
            400..=599 if understood(status) => self.has(Property::Errors),
            _ if understood(status) => true,
            _ => self.has(Property::UnknownStatuses),
        };
        by_kind && (status == 200 || self.has(Property::OtherStatuses))
    }

    /// §3.5
    fn stores_for_authorization(&self, request: &Request, response: &Response) -> bool {
        let said = directives(response);
        let allowed = said.public || said.must_revalidate || said.s_maxage.is_some();
        !self.shared || !request.authorization || allowed || !self.has(Property::Authorization)
    }

    /// The last condition of §3: something says that it may be stored, or its status does.
    fn is_said_storable(&self, response: &Response) -> bool {
        let said = directives(response);
        said.public
            || (said.private && !self.shared)
            || self.explicit_lifetime(response).is_some()
            || heuristically_cacheable(response.status)
    }
}
