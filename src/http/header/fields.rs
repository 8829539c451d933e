//! Header fields in the order in which they came (RFC 9110 §5).

/// Names and values; a name may stand several times.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// Fields from names and values.
    #[must_use]
    pub fn new(list: Vec<(String, String)>) -> Self {
        Self(list)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The values of a field, line by line; names are compared without regard to case (§5.1).
    pub fn lines<'f>(&'f self, name: &'f str) -> impl Iterator<Item = &'f str> {
        self.iter().filter(move |(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    }

    /// The field's lines combined into one list (§5.2).
    #[must_use]
    pub fn get(&self, name: &str) -> Option<String> {
        let lines: Vec<&str> = self.lines(name).collect();
        if lines.is_empty() { None } else { Some(lines.join(", ")) }
    }

    /// Whether it is there.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.lines(name).next().is_some()
    }

    /// Adds a line.
    pub fn add(&mut self, name: &str, value: &str) {
        self.0.push((name.to_owned(), value.to_owned()));
    }

    /// Goes on with the last line (RFC 9112 §5.2).
    pub fn extend_last(&mut self, more: &str) {
        if let Some((_, value)) = self.0.last_mut() {
            value.push(' ');
            value.push_str(more);
        }
    }

    /// Removes all lines of a field.
    pub fn remove(&mut self, name: &str) {
        self.0.retain(|(n, _)| !n.eq_ignore_ascii_case(name));
    }

    /// Replaces all lines of a field by one.
    pub fn set(&mut self, name: &str, value: &str) {
        self.remove(name);
        self.add(name, value);
    }

    /// Takes over all lines of every field that the newer ones bear (RFC 9111 §3.2).
    pub fn update(&mut self, newer: &Self) {
        self.0.retain(|(name, _)| !newer.has(name));
        self.0.extend(newer.0.iter().cloned());
    }
}

/// The members of a comma-separated list; commas between quotes separate nothing, empty members count for nothing (§5.6.1).
#[must_use]
pub fn members(list: &str) -> Vec<&str> {
    let (mut found, mut start, mut quoted, mut escaped) = (Vec::new(), 0, false, false);
    for (at, c) in list.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            ',' if !quoted => {
                found.push(list.get(start..at).unwrap_or_default());
                start = at + 1;
            }
            _ => {}
        }
    }
    found.push(list.get(start..).unwrap_or_default());
    found.into_iter().map(str::trim).filter(|member| !member.is_empty()).collect()
}
