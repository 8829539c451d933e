//! Rows of pixels as PNG wants them before they are compressed: three bytes a pixel, each less the one above it.
//!
//! Most rows of a picture are nearly those above them. What is equal is found 64 bytes at a time and costs nothing more, so that
//! this and a compressor that looks for zeros go through the picture about as fast as memory does.

/// Of a pixel as it is painted: red, green, blue and how opaque it is.
pub const PAINTED: usize = 4;

/// Of a pixel as it is written: the paper is opaque, and so is every pixel.
pub const WRITTEN: usize = 3;

/// Pixels that are compared at once, and within those that differ.
const MANY: usize = 16;
const SOME: usize = 4;

/// PNG's filter types (its specification, 9.2).
const LESS_LEFT: u8 = 1;
const LESS_ABOVE: u8 = 2;

/// Spells rows of that many pixels. The first is told by itself alone, so that what stands above it need not be known.
pub fn spell(pixels: &[u8], width: usize, out: &mut Vec<u8>) {
    let (painted, written) = (width * PAINTED, width * WRITTEN + 1);
    // What they held before is written over.
    out.resize(pixels.len() / painted.max(1) * written, 0);
    let mut above: Option<&[u8]> = None;
    for (row, line) in pixels.chunks_exact(painted.max(1)).zip(out.chunks_exact_mut(written)) {
        let Some((filter, line)) = line.split_first_mut() else { return };
        match above {
            None => {
                *filter = LESS_LEFT;
                less_left(row, line);
            }
            Some(above) => {
                *filter = LESS_ABOVE;
                less_above(row, above, line);
            }
        }
        above = Some(row);
    }
}

/// The differences to the pixel to the left.
fn less_left(row: &[u8], line: &mut [u8]) {
    let mut left = [0; PAINTED];
    for (pixel, written) in row.as_chunks::<PAINTED>().0.iter().zip(line.as_chunks_mut::<WRITTEN>().0) {
        *written = difference(*pixel, left);
        left = *pixel;
    }
}

/// The differences to the row above.
fn less_above(row: &[u8], above: &[u8], line: &mut [u8]) {
    let ((rows, row), (aboves, above)) = (row.as_chunks::<{ MANY * PAINTED }>(), above.as_chunks());
    let (lines, line) = line.as_chunks_mut::<{ MANY * WRITTEN }>();
    for ((row, above), line) in rows.iter().zip(aboves).zip(lines) {
        if same(row, above) {
            *line = [0; MANY * WRITTEN];
        } else {
            some(row, above, line);
        }
    }
    some(row, above, line);
}

/// A few pixels at a time.
fn some(row: &[u8], above: &[u8], line: &mut [u8]) {
    let ((rows, row), (aboves, above)) = (row.as_chunks::<{ SOME * PAINTED }>(), above.as_chunks());
    let (lines, line) = line.as_chunks_mut::<{ SOME * WRITTEN }>();
    for ((row, above), line) in rows.iter().zip(aboves).zip(lines) {
        if same(row, above) {
            *line = [0; SOME * WRITTEN];
        } else {
            each(row, above, line);
        }
    }
    each(row, above, line);
}

/// Whether bytes are the same, without a call for so few, nor a branch for each.
fn same<const N: usize>(some: &[u8; N], others: &[u8; N]) -> bool {
    let (some, others) = (some.as_chunks::<{ SOME * PAINTED }>().0, others.as_chunks().0);
    let pairs = some.iter().zip(others);
    pairs.fold(0, |all, (a, b)| all | (u128::from_ne_bytes(*a) ^ u128::from_ne_bytes(*b))) == 0
}

/// Pixel by pixel.
fn each(row: &[u8], above: &[u8], line: &mut [u8]) {
    let pairs = row.as_chunks::<PAINTED>().0.iter().zip(above.as_chunks::<PAINTED>().0);
    for ((pixel, above), written) in pairs.zip(line.as_chunks_mut::<WRITTEN>().0) {
        *written = difference(*pixel, *above);
    }
}

/// What PNG writes for a pixel beside one that is known.
fn difference([red, green, blue, _]: [u8; PAINTED], known: [u8; PAINTED]) -> [u8; WRITTEN] {
    let [r, g, b, _] = known;
    [red.wrapping_sub(r), green.wrapping_sub(g), blue.wrapping_sub(b)]
}
