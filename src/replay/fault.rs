//! What is wrong with a file of cases, and where: a place in the JSON that knows its way there.

use serde_json::Value as Json;

/// A sentence that tells what is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault(pub String);

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// A value in the file, and how one gets there.
pub(super) struct Place<'j> {
    json: &'j Json,
    way: String,
}

impl<'j> Place<'j> {
    /// The whole file.
    pub fn top(json: &'j Json) -> Result<Self, Fault> {
        let top = Self { json, way: String::from("the file") };
        if json.is_object() { Ok(top) } else { Err(top.fault("is no object")) }
    }

    /// The same place under a better name.
    pub fn named(&self, way: &str) -> Self {
        Self { json: self.json, way: way.to_owned() }
    }

    /// What is wrong here.
    pub fn fault(&self, what: &str) -> Fault {
        Fault(format!("{} {what}", self.way))
    }

    /// What is wrong with a field.
    pub fn wrong(&self, key: &str, what: &str) -> Fault {
        Fault(format!("{}: `{key}`: {what}", self.way))
    }

    fn missing(&self, key: &str, wanted: &str) -> Fault {
        let problem = if self.has(key) { "is not" } else { "is missing; it would be" };
        Fault(format!("{}: `{key}` {problem} {wanted}", self.way))
    }

    /// Whether there is such a field.
    pub fn has(&self, key: &str) -> bool {
        self.json.get(key).is_some_and(|value| !value.is_null())
    }

    /// A field, if it is there.
    pub fn optional(&self, key: &str) -> Option<Self> {
        self.json.get(key).filter(|v| !v.is_null()).map(|json| Self { json, way: format!("{}, `{key}`", self.way) })
    }

    /// A field that must be there.
    pub fn inner(&self, key: &str) -> Result<Self, Fault> {
        self.optional(key).ok_or_else(|| self.missing(key, "a value"))
    }

    /// A text.
    pub fn text(&self, key: &str) -> Result<String, Fault> {
        self.json.get(key).and_then(Json::as_str).map(str::to_owned).ok_or_else(|| self.missing(key, "a text"))
    }

    /// A text, if it is there.
    pub fn optional_text(&self, key: &str) -> Result<Option<String>, Fault> {
        if self.has(key) { self.text(key).map(Some) } else { Ok(None) }
    }

    /// A whole number.
    pub fn number(&self, key: &str) -> Result<i64, Fault> {
        // Times are added up: none may come near the ends of the range.
        const FARTHEST: i64 = 1 << 53;
        let number = self.json.get(key).and_then(Json::as_i64).filter(|n| n.abs() <= FARTHEST);
        number.ok_or_else(|| self.missing(key, "a whole number"))
    }

    /// A whole number from 0.
    pub fn unsigned(&self, key: &str) -> Result<u64, Fault> {
        u64::try_from(self.number(key)?).map_err(|_| self.missing(key, "a whole number from 0"))
    }

    /// A status.
    pub fn status(&self, key: &str) -> Result<u16, Fault> {
        let status = u16::try_from(self.number(key)?).ok().filter(|status| (100..=999).contains(status));
        status.ok_or_else(|| self.missing(key, "a status from 100 to 999"))
    }

    /// A number, here.
    pub fn decimal(&self) -> Result<f64, Fault> {
        self.json.as_f64().ok_or_else(|| self.fault("is no number"))
    }

    /// True or false; false if it is not there.
    pub fn flag(&self, key: &str) -> Result<bool, Fault> {
        match self.json.get(key) {
            None | Some(Json::Null) => Ok(false),
            Some(given) => given.as_bool().ok_or_else(|| self.missing(key, "true or false")),
        }
    }

    /// A list of at most so many.
    pub fn list(&self, key: &str, most: usize) -> Result<Vec<Self>, Fault> {
        let list = self.json.get(key).and_then(Json::as_array).ok_or_else(|| self.missing(key, "a list"))?;
        if list.len() > most {
            return Err(self.wrong(key, &format!("more than {most} are not read")));
        }
        let one = |(at, json)| Self { json, way: format!("{}, `{key}` {}", self.way, at + 1) };
        Ok(list.iter().enumerate().map(one).collect())
    }

    /// A list of words.
    pub fn words(&self, key: &str) -> Result<Vec<String>, Fault> {
        const MOST: usize = 1000;
        self.list(key, MOST)?.iter().map(Self::as_text).collect()
    }

    /// It, as a text.
    pub fn as_text(&self) -> Result<String, Fault> {
        self.plain().ok_or_else(|| self.fault("is no text"))
    }

    /// It, if it is a text.
    pub fn plain(&self) -> Option<String> {
        self.json.as_str().map(str::to_owned)
    }

    /// Its items, if it is a list.
    pub fn items(&self) -> Option<Vec<Self>> {
        let one = |json| Self { json, way: self.way.clone() };
        self.json.as_array().map(|list| list.iter().map(one).collect())
    }

    /// Its names and texts.
    pub fn pairs(&self) -> Result<Vec<(String, String)>, Fault> {
        let object = self.json.as_object().ok_or_else(|| self.fault("is no object"))?;
        let one = |(name, value): (&String, &Json)| match value.as_str() {
            Some(text) => Ok((name.clone(), text.to_owned())),
            None => Err(self.wrong(name, "is no text")),
        };
        object.iter().map(one).collect()
    }
}
