//! What columns do; the laws over all programs are in `tests/format.rs`.

use crate::source::{FileId, Source};

fn formatted(text: &str) -> String {
    super::format(&crate::syntax::parse(&Source::new("t.cd", text), FileId(0)).file)
}

#[test]
fn neighbours_stand_in_columns() {
    let text = "resource node \"/nodes/{id}\" [public]\nresource nodes \"/nodes\" [public] depends on node\nuser a\n";
    let tidy = "\
resource node  \"/nodes/{id}\" [public]
resource nodes \"/nodes\"      [public] depends on node
user a
";
    assert_eq!(formatted(text), tidy);
}

#[test]
fn a_blank_line_a_comment_and_a_block_end_a_column() {
    let text = "user a [x=1]\n\n\nuser bob [x=1]\n// more\nuser caroline [x=1]\ndevice d [x=1] {\n}\n";
    let tidy = "user a [x=1]\n\nuser bob [x=1]\n// more\nuser caroline [x=1]\ndevice d [x=1] { }\n";
    assert_eq!(formatted(text), tidy);
}

#[test]
fn prose_rules_and_comments_stand_in_columns() {
    let text = "\
storage s {
how: a
persist:   b // one
update://two
}
policy p {
when a => b: c
when a and not  c=>d [no-cache]:e
otherwise => b // none
}
";
    let tidy = "\
storage s {
  how:     a
  persist: b  // one
  update://two
}
policy p {
  when a           => b: c
  when a and not c => d [no-cache]: e
  otherwise        => b  // none
}
";
    assert_eq!(formatted(text), tidy);
}

#[test]
fn what_would_stretch_too_far_stays() {
    let long = "x".repeat(60);
    let text = format!("user a [isp=a]\nuser {long} [isp=b]\n");
    assert_eq!(formatted(&text), text);
}

#[test]
fn wide_letters_count_twice() {
    let text = "user 缓存 [isp=a]\nuser alice [isp=b]\n";
    assert_eq!(formatted(text), "user 缓存  [isp=a]\nuser alice [isp=b]\n");
}

#[test]
fn a_column_that_is_left_out_keeps_its_room() {
    let text =
        "resource auth [private]\nresource categories depends on types\nresource posts [alias=post] depends on auth\n";
    let tidy = "\
resource auth       [private]
resource categories              depends on types
resource posts      [alias=post] depends on auth
";
    assert_eq!(formatted(text), tidy);
}

#[test]
fn comments_keep_how_far_they_are_set_in() {
    let text = "//one\n//   - two\n// / three\n////\nuser a //   four\n";
    assert_eq!(formatted(text), "// one\n//   - two\n// / three\n////\nuser a  //   four\n");
}
