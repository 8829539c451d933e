//! A scenario as a system of steps, for other checkers: what there is, what it holds at the start, and what each step
//! finds and leaves behind.

/// A scenario as variables and steps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Automaton {
    /// The scenario's name; empty for the unnamed one.
    pub name: String,
    /// What may change, in the order in which it is told.
    pub variables: Vec<Variable>,
    /// What may happen, in the order in which it was seen first.
    pub steps: Vec<Step>,
    /// The claims that some step breaks or keeps.
    pub claims: Vec<Claimed>,
    /// How many states there are.
    pub states: u64,
}

/// Something that may change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Variable {
    /// Its name: letters, digits and `_`, no other has it.
    pub name: String,
    /// What it is, as a line of text.
    pub about: String,
    /// What it may be: plain ASCII, each different.
    pub values: Vec<String>,
    /// What it is at the start, by its index in the values.
    pub start: usize,
}

/// Something that may happen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// Its name: letters, digits and `_`, no other has it.
    pub name: String,
    /// What it is, as a line of text.
    pub about: String,
    /// Each way that it may go.
    pub ways: Vec<Way>,
}

/// A value of a variable, both by their indices.
pub type Setting = (usize, usize);

/// One way that a step may go.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Way {
    /// What it finds: only then it goes so.
    pub finds: Vec<Setting>,
    /// What it changes; all else stays.
    pub sets: Vec<Setting>,
    /// The claims that it breaks, by index.
    pub breaks: Vec<usize>,
}

/// A claim about steps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Claimed {
    /// Its name: letters, digits and `_`, no other has it.
    pub name: String,
    /// As written.
    pub text: String,
}
