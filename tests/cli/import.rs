//! `import`: to a file and to a pipe, nothing on errors; and the formats that go the other way.

use super::{Folder, GOOD};

const DIAGRAM: &str = "sequenceDiagram\n  actor A as Alice\n  A->>+B: ask\n  B-->>-A: tell\n";
const PROGRAM: &str = "user A \"Alice\"\n\nA -> B: ask\nB --> A: tell\n";

#[test]
fn a_diagram_becomes_a_program() {
    let folder = Folder::with("a.mmd", DIAGRAM);
    let ran = folder.run(&["import", "a.mmd"]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, PROGRAM, ""));
    let ran = folder.run(&["import", "a.mmd", "-o", "a.cd"]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
    assert_eq!(folder.read("a.cd"), PROGRAM);
    let ran = folder.run_with(&["import", "-"], DIAGRAM);
    assert_eq!((ran.code, ran.out.as_str()), (0, PROGRAM));
}

#[test]
fn nothing_is_written_if_a_diagram_cannot_be_read() {
    let folder = Folder::with("a.mmd", "sequenceDiagram\nA->>B\nA->B C\n");
    let ran = folder.run(&["import", "a.mmd", "-o", "a.cd", "--diagnostics", "short"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert_eq!(ran.err.matches("error[E610]").count(), 2, "{}", ran.err);
    assert_eq!(folder.files(), ["a.mmd"]);
    assert_eq!(folder.run(&["import", "b.mmd"]).code, 3);
    let ran = folder.run_with(&["import", "-"], "# Nothing\n");
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("E611"), "{}", ran.err);
}

#[test]
fn the_source_is_not_overwritten() {
    let folder = Folder::with("a.mmd", DIAGRAM);
    assert_eq!(folder.run(&["import", "a.mmd", "-o", "a.mmd"]).code, 64);
    assert_eq!(folder.read("a.mmd"), DIAGRAM);
}

#[test]
fn scenarios_are_written_in_other_notations() {
    let folder = Folder::with("a.cd", GOOD);
    let ran = folder.run(&["compile", "a.cd", "-o", "a.puml", "-o", "a.txt", "--view", "read", "-o", "a.mmd"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(folder.read("a.mmd").starts_with("sequenceDiagram\n"));
    assert!(folder.read("a.puml").ends_with("@enduml\n"));
    assert!(folder.read("a.txt").contains("asks for the node"));
    let ran = folder.run(&["compile", "a.cd", "-o", "b.mmd"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("one diagram"), "{}", ran.err);
    let ran = folder.run(&["compile", "a.cd", "--format", "text-ascii", "-o", "-"]);
    assert!(ran.code == 0 && ran.out.is_ascii(), "{}", ran.out);
}
