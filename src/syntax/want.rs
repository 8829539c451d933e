//! What a rule wants and does not find: [`Want`] is one thing with its human words, [`Fault`] a set of them at a place.

use chumsky::error::{Error, LabelError};
use chumsky::input::Input;
use chumsky::span::SimpleSpan;
use chumsky::util::MaybeRef;

macro_rules! wants {
    ($($name:ident $text:literal;)*) => {
        /// Something that a rule may want next.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Want {
            $(#[doc = $text] $name,)*
        }

        impl Want {
            /// All of them, in the order in which messages name them.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// What people call it.
            #[must_use]
            pub fn human(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }
        }
    };
}

wants! {
    Name "a name";
    Sender "a sender";
    Receiver "a receiver";
    Place "a participant";
    Storage "a storage";
    Fact "a fact";
    Outcome "an outcome";
    Stop "a step's name";
    Arrow "an arrow";
    Through "`=>`";
    Plain "`->`";
    Greater "`>`";
    Method "`GET`";
    Verb "an HTTP method";
    Key "a key";
    Identifier "an identifier after `:`";
    Value "a value such as `@v`";
    Content "`latest`, `stale` or a value such as `@v`";
    Number "a number";
    Duration "a duration such as `5m`";
    Label "a display name in quotes";
    Quoted "a text in quotes";
    Attribute "an attribute";
    Setting "an attribute's value";
    Attributes "`[`";
    Equals "`=`";
    Empty "`empty`";
    Comma "`,`";
    Close "`]`";
    Dot "`.`";
    Depends "`depends on`";
    WordOn "`on`";
    In "`in`";
    Of "`of`";
    At "`at`";
    For "`for`";
    Per "`per`";
    Then "`then`";
    When "`when`";
    Unless "`unless`";
    And "`and`";
    Or "`or`";
    Right "`)`";
    AtMost "`<=`";
    Sees "`sees`";
    Holds "`holds`";
    Carries "`carries`";
    Within "`within`";
    Trigger "`write`, `invalidate`, `event` or `request`";
    Event "an event";
    Counted "`event` or `origin read`";
    Cause "`write` or `request`";
    Side "`over`, `left of`, `right of` or `on`";
    Over "`over`";
    Anywhere "`anywhere`";
    Claim "a claim";
    Colon "`:`";
    Brace "`{`";
    End "the end of the line";
}

/// What went wrong, beyond a missing thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Special {
    /// An amount that is no duration.
    Duration,
    /// A duration or number that is too large.
    Large,
}

/// Where a rule stopped: the index of a token, and what it would have taken there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The index of the token; the length of the line at its end.
    pub at: usize,
    wants: u64,
    /// What is wrong beyond that.
    pub special: Option<Special>,
}

impl Fault {
    /// A special fault at a token.
    #[must_use]
    pub fn special(at: usize, special: Special) -> Self {
        Self { at, wants: 0, special: Some(special) }
    }

    /// A fault that wants nothing in particular.
    #[must_use]
    pub fn nothing(at: usize) -> Self {
        Self { at, wants: 0, special: None }
    }

    /// Whether that would have been taken.
    #[must_use]
    pub fn wants(&self, want: Want) -> bool {
        self.wants & (1 << want as u64) != 0
    }

    /// All that would have been taken.
    pub fn list(&self) -> impl Iterator<Item = Want> + '_ {
        Want::ALL.iter().copied().filter(|w| self.wants(*w))
    }
}

impl<'t, I: Input<'t, Span = SimpleSpan>> Error<'t, I> for Fault {
    fn merge(self, other: Self) -> Self {
        Self { at: self.at, wants: self.wants | other.wants, special: self.special.or(other.special) }
    }
}

impl<'t, I: Input<'t, Span = SimpleSpan>> LabelError<'t, I, chumsky::DefaultExpected<'t, I::Token>> for Fault {
    fn expected_found<E: IntoIterator<Item = chumsky::DefaultExpected<'t, I::Token>>>(
        expected: E,
        _found: Option<MaybeRef<'t, I::Token>>,
        span: SimpleSpan,
    ) -> Self {
        let end = expected.into_iter().any(|e| matches!(e, chumsky::DefaultExpected::EndOfInput));
        Self { at: span.start, wants: if end { 1 << Want::End as u64 } else { 0 }, special: None }
    }
}

impl<'t, I: Input<'t, Span = SimpleSpan>> LabelError<'t, I, Want> for Fault {
    fn expected_found<E: IntoIterator<Item = Want>>(
        expected: E,
        _found: Option<MaybeRef<'t, I::Token>>,
        span: SimpleSpan,
    ) -> Self {
        let wants = expected.into_iter().fold(0, |all, w| all | 1 << w as u64);
        Self { at: span.start, wants, special: None }
    }

    fn label_with(&mut self, label: Want) {
        self.wants = 1 << label as u64;
    }
}
