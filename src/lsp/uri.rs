//! Addresses of files: `file:///a%20b.cd` and the path `/a b.cd`.

use lsp_types::Uri;
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use std::str::FromStr;

/// What a path of an address may not hold as it is (RFC 3986 §3.3).
const RESERVED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b']')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The path of a file's address; `None` for what is no file, as `untitled:Untitled-1`.
pub(super) fn path(uri: &Uri) -> Option<String> {
    let rest = uri.as_str().strip_prefix("file://")?;
    let rest = rest.get(rest.find('/')?..)?;
    let path = percent_decode_str(rest).decode_utf8().ok()?.into_owned();
    let drive = path.as_bytes().get(2) == Some(&b':') && path.as_bytes().get(1).is_some_and(u8::is_ascii_alphabetic);
    Some(if drive { path.get(1..).unwrap_or("").to_owned() } else { path })
}

/// The address of a path, or of what is an address already.
pub(super) fn of(path: &str) -> Option<Uri> {
    let rooted = path.starts_with('/');
    let drive = path.as_bytes().get(1) == Some(&b':');
    if !rooted && !drive {
        return Uri::from_str(path).ok();
    }
    let path = path.replace('\\', "/");
    let text = format!("file://{}{}", if rooted { "" } else { "/" }, utf8_percent_encode(&path, RESERVED));
    Uri::from_str(&text).ok()
}
