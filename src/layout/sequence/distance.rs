//! Every distance of the sequence picture, in pixels, with its reason.

/// The size of ordinary text: small enough for eleven participants, large enough to read in a page at full width.
pub const TEXT: f64 = 13.0;
/// Keys are set smaller, for the mono face looks larger.
pub const MONO: f64 = 12.5;
/// Chips, pills, tags and what stands below a name.
pub const SMALL: f64 = 11.5;
/// Step numbers.
pub const NUMBER: f64 = 11.0;
/// The heading.
pub const TITLE: f64 = 20.0;
/// From one line of a label to the next.
pub const LINE: f64 = 17.0;
/// The same in the heading.
pub const TITLE_LINE: f64 = 26.0;
/// From a label's last baseline to its arrow: descenders stay clear of it.
pub const LABEL_RISE: f64 = 7.0;
/// What a message of one line needs above its arrow; with [`ROW_BELOW`] a row of 30.
pub const ROW_ABOVE: f64 = 20.0;
/// What any row needs below its datum.
pub const ROW_BELOW: f64 = 10.0;
/// What a message without a label needs above its arrow.
pub const BARE_ABOVE: f64 = 18.0;
/// From the middle of a line of text to its baseline.
pub const CENTER: f64 = 4.6;
/// From a lifeline to the label that starts at it.
pub const LABEL_GAP: f64 = 9.0;
/// A label makes its gap so wide, if it is long enough to use it; beyond that it runs on or wraps.
pub const LABEL_DEMAND: f64 = 122.0;
/// The same for a label with a value, which may not run on past the receiver: `write /nodes/1 = @alice`.
pub const VALUE_DEMAND: f64 = 180.0;
/// A label runs on past its arrow up to this width before it wraps.
pub const RUN_ON: f64 = 250.0;
/// Words that would end at most so far beyond a lifeline make their gap wider; those that go on run across it.
pub const STRUCK: f64 = 12.0;
/// No label is squeezed into less.
pub const LABEL_LEAST: f64 = 96.0;
/// Half a track.
pub const TRACK: f64 = 3.5;
/// From a track's edge to an arrow's tip: they touch, but do not merge.
pub const TIP_GAP: f64 = 1.5;
/// Half an activation bar.
pub const BAR: f64 = 4.5;
/// How far a stacked activation bar stands to the right of the one below it.
pub const BAR_STEP: f64 = 4.0;
/// Names of participants wrap at this width.
pub const NAME_WRAP: f64 = 100.0;
/// The least half width of a column: a head with some air.
pub const COLUMN_HALF: f64 = 34.0;
/// Between the names of two neighbours.
pub const COLUMN_GAP: f64 = 14.0;
/// From the outermost name of a group to its edge.
pub const GROUP_PAD: f64 = 8.0;
/// Between two groups.
pub const GROUP_GAP: f64 = 12.0;
/// From a group's upper edge to the baseline of its heading.
pub const GROUP_HEADING: f64 = 20.0;
/// From the end of the group headings to the middle of the heads.
pub const HEAD_DATUM: f64 = 30.0;
/// From the middle of a head to the baseline of its name.
pub const HEAD_NAME: f64 = 31.0;
/// From the last line below a head to the beginning of its lifeline.
pub const HEAD_FOOT: f64 = 8.0;
/// From one line of small type to the next.
pub const SMALL_LINE: f64 = 15.0;
/// From a lifeline's beginning to the first row, and from the last row to its end.
pub const LEAD: f64 = 8.0;
/// Around the whole picture.
pub const MARGIN: f64 = 24.0;
/// Between two pictures of one scene.
pub const PILE: f64 = 48.0;
/// Actions and notes wrap at this width.
pub const BOX_WRAP: f64 = 230.0;
/// What an action or a note at the side asks of its gap.
pub const BOX_DEMAND: f64 = 84.0;
/// Within a box, at its left and right.
pub const BOX_PAD: f64 = 9.0;
/// The height of a box of one line.
pub const BOX_HEIGHT: f64 = 24.0;
/// Reasons and descriptions wrap at this width: about 75 characters.
pub const PROSE: f64 = 480.0;
/// Chapter headings, guards and breaks wrap at this width.
pub const HEADING_WRAP: f64 = 420.0;
/// From the outermost lifeline of a fragment to its frame.
pub const FRAME_PAD: f64 = 18.0;
/// From the frame within to the frame around it.
pub const FRAME_NEST: f64 = 8.0;
/// The height of a fragment's tab.
pub const TAB: f64 = 20.0;
/// The height of a chip, pill or tag.
pub const CHIP: f64 = 16.0;
/// From a track to the chip beside it.
pub const CHIP_GAP: f64 = 8.0;
/// A chip never asks for more.
pub const CHIP_DEMAND: f64 = 96.0;
/// A message to oneself goes so far to the right.
pub const LOOP: f64 = 24.0;
/// From one stripe of a hatch to the next.
pub const HATCH: f64 = 7.0;
/// Heads are repeated after so many rows: about a screen.
pub const REPEAT: usize = 25;
/// Pictures of no more rows repeat no heads.
pub const REPEAT_FROM: usize = 40;
/// They stand at the foot of a picture of more than [`REPEAT`] rows, if so many follow the last ones: half a screen.
pub const FOOT: usize = 12;
/// From the column of step numbers to the picture.
pub const GUTTER: f64 = 14.0;
/// Between two boxes of neighbouring rows.
pub const CLEAR: f64 = 3.0;
/// From what stands on a lifeline to the words beside it.
pub const BESIDE: f64 = 9.0;
/// From the lifeline of one who sees to the values beside the eye.
pub const EYE: f64 = 14.0;
/// Words wrap within their own column if it has at least so much room; else they run on.
pub const BESIDE_LEAST: f64 = 110.0;
/// A label may reach beyond the last column by so much before it wraps.
pub const OVERHANG: f64 = 40.0;
