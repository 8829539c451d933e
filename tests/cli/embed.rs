//! `embed`: tables in place, pictures beside, `--check`, and nothing at all if anything is wrong.

use super::{BAD, Folder, names};

/// A program with a table of storages and a scenario.
const SHOP: &str = "\
resource node \"/nodes/{id}\"
storage cdn \"CDN\" [http=shared, ttl=5m]
storage db \"Database\" [origin]
user alice
scenario visit \"Two | visits\" {
  alice => GET /nodes/1
}
";

fn marked(words: &str) -> String {
    format!("# Title\n\n<!-- cachediag {words} -->\n<!-- /cachediag -->\n\nafter  \n")
}

#[test]
fn a_table_stands_in_place() {
    let folder = Folder::with("shop.cd", SHOP);
    folder.write("README.md", marked("shop.cd view=storages").as_bytes());
    let ran = folder.run(&["embed", "README.md"]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
    let text = folder.read("README.md");
    let (head, rest) = text.split_once(" -->\n\n| Name |").unwrap();
    assert_eq!(head, "# Title\n\n<!-- cachediag shop.cd view=storages");
    assert!(rest.contains("| CDN (`cdn`) |") && rest.ends_with("\n\n<!-- /cachediag -->\n\nafter  \n"), "{text}");
    assert!(!text.contains("## "), "{text}");
    assert_eq!(folder.run(&["embed", "README.md"]).code, 0);
    assert_eq!(folder.read("README.md"), text);
    assert_eq!(folder.files(), ["README.md", "shop.cd"]);
}

#[test]
fn a_picture_stands_beside() {
    let folder = Folder::with("shop.cd", SHOP);
    folder.write("README.md", marked("shop.cd").as_bytes());
    folder.write("docs/a.md", marked("../shop.cd view=visit alt=\"A \\[visit]\" theme=light,dark").as_bytes());
    let ran = folder.run(&["embed", "--root", ".", "--pictures", "pictures", "README.md", "docs"]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
    assert!(
        folder.read("README.md").contains("\n\n![Two | visits](pictures/shop.svg)\n\n"),
        "{}",
        folder.read("README.md")
    );
    let compiled = folder.run(&["compile", "shop.cd", "-o", "-"]);
    assert_eq!(folder.read("pictures/shop.svg"), compiled.out);
    let text = folder.read("docs/a.md");
    let picture = "<picture><source media=\"(prefers-color-scheme: dark)\" srcset=\"pictures/shop-visit-dark.svg\">\
        <img alt=\"A \\[visit]\" src=\"pictures/shop-visit-light.svg\"></picture>";
    assert!(text.contains(picture), "{text}");
    assert_eq!(names(&folder.path("docs/pictures")), ["shop-visit-dark.svg", "shop-visit-light.svg"]);
    let check = ["embed", "--check", "--root", ".", "--pictures", "pictures", "README.md", "docs"];
    assert_eq!(folder.run(&check).code, 0);
}

#[test]
fn a_picture_may_draw_itself() {
    let folder = Folder::with("shop.cd", SHOP);
    folder.write("a.md", marked("shop.cd view=visit format=svg-animated to=moving.svg").as_bytes());
    let ran = folder.run(&["embed", "a.md"]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
    assert!(folder.read("moving.svg").contains("@keyframes s0{"));
    assert!(folder.read("a.md").contains("](moving.svg)"), "{}", folder.read("a.md"));
    assert_eq!(folder.run(&["embed", "--check", "a.md"]).code, 0);
}

#[test]
fn pictures_go_where_the_marker_says() {
    let folder = Folder::with("shop.cd", SHOP);
    let text = "See <!-- cachediag shop.cd to=art/x.svg --><!-- /cachediag -->.\n\n- <!-- cachediag shop.cd view=storages format=svg to=art/ -->\n  <!-- /cachediag -->\n";
    folder.write("a.md", text.replace('\n', "\r\n").as_bytes());
    assert_eq!(folder.run(&["embed", "a.md"]).code, 0);
    let text = folder.read("a.md");
    assert!(
        text.starts_with(
            "See <!-- cachediag shop.cd to=art/x.svg -->![Two | visits](art/x.svg)<!-- /cachediag -->.\r\n"
        ),
        "{text}"
    );
    assert!(
        text.contains("to=art/ -->\r\n\r\n  ![")
            && text.ends_with("(art/shop-storages.svg)\r\n\r\n  <!-- /cachediag -->\r\n"),
        "{text}"
    );
    assert!(!text.replace("\r\n", "").contains('\n'));
    assert_eq!(names(&folder.path("art")), ["shop-storages.svg", "x.svg"]);
}

#[test]
fn a_program_in_the_text_is_drawn() {
    let folder = Folder::new();
    let text = format!(
        "```cachediag\n{SHOP}```\n\n<!-- cachediag view=storages -->\n<!-- /cachediag -->\n\n<!-- cachediag -->\n<!-- /cachediag -->\n"
    );
    folder.write("a.md", format!("\u{feff}{text}").as_bytes());
    let ran = folder.run(&["embed", "a.md"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let text = folder.read("a.md");
    assert!(text.starts_with("\u{feff}```cachediag") && text.contains("| Name |"), "{text}");
    assert!(text.contains("![Two | visits](a-1.svg)"), "{text}");
    assert_eq!(folder.files(), ["a-1.svg", "a.md"]);
    // An error in it is told where it stands in the text.
    folder.write("b.md", text.replace("alice => GET", "alicee => GET").as_bytes());
    let ran = folder.run(&["embed", "--diagnostics", "short", "b.md"]);
    assert!(ran.code == 2 && ran.err.starts_with("b.md:7:3: error[E201]"), "{}", ran.err);
}

#[test]
fn check_tells_what_is_out_of_date_and_changes_nothing() {
    let folder = Folder::with("shop.cd", SHOP);
    folder.write("a.md", marked("shop.cd view=storages").as_bytes());
    folder.write("b.md", marked("shop.cd").as_bytes());
    let ran = folder.run(&["embed", "--check", "a.md", "b.md"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, "a.md\nshop.svg\nb.md\n"));
    assert!(ran.err.contains("+| CDN (`cdn`) |"), "{}", ran.err);
    assert_eq!(folder.read("a.md"), marked("shop.cd view=storages"));
    assert_eq!(folder.files(), ["a.md", "b.md", "shop.cd"]);
    assert_eq!(folder.run(&["embed", "."]).code, 0);
    assert_eq!(folder.run(&["embed", "--check", "."]).code, 0);
    folder.write("shop.cd", SHOP.replace("ttl=5m", "ttl=6m").as_bytes());
    let ran = folder.run(&["embed", "--check", "-q", "."]);
    assert_eq!((ran.code, ran.out.lines().next(), ran.err.as_str()), (1, Some("./a.md"), ""));
}

#[test]
fn what_is_wrong_with_a_marker_is_told_and_nothing_is_written() {
    let wrong = [
        ("shop.cd view=matirx", "a.md:3:24: error[E608]: there is no view `matirx` in this file"),
        ("shop.cd view=visit format=md", "a.md:3:24: error[E608]: the view `visit` cannot be written as md"),
        ("shop.cd veiw=visit", "a.md:3:24: error[E608]: a marker has no option `veiw`"),
        ("shop.cd theme=drak", "a.md:3:24: error[E608]: `theme` cannot be `drak`"),
        ("shop.cd format=bmp", "a.md:3:24: error[E608]: `format` cannot be `bmp`"),
        ("shop.cd to=x.html", "a.md:3:24: error[E608]: `x.html` is no name of a picture"),
        #[cfg(feature = "pdf")]
        ("shop.cd to=x.pdf", "a.md:3:24: error[E608]: `x.pdf` is no name of a picture"),
        ("shop.cd format=pdf", "a.md:3:24: error[E608]: `format` cannot be `pdf`"),
        ("shop.cd view=topology format=svg-animated", "a.md:3:24: error[E608]: the view `topology` cannot be written"),
        ("shop.cd format=png to=x.svg", "a.md:3:35: error[E608]: `format=png` does not fit"),
        ("shop.cd to=../x.svg", "a.md:3:24: error[E602]: `../x.svg` lies outside the root folder"),
        ("shop.cd to=/elsewhere/x.svg", "a.md:3:24: error[E602]: `/elsewhere/x.svg` lies outside the root folder"),
        ("../shop.cd", "a.md:3:16: error[E602]: `../shop.cd` lies outside the root folder"),
        ("/etc/passwd", "a.md:3:16: error[E602]: `/etc/passwd` lies outside the root folder"),
        ("shp.cd", "a.md:3:16: error[E601]: `shp.cd` cannot be read: no such file or directory"),
        ("view=visit", "a.md:3:1: error[E608]: this marker names no program, and none stands above it"),
        ("bad.cd", "bad.cd:3:10: error[E201]"),
    ];
    let folder = Folder::with("shop.cd", SHOP);
    folder.write("bad.cd", BAD.as_bytes());
    folder.write("good.md", marked("shop.cd view=storages").as_bytes());
    for (words, told) in wrong {
        folder.write("a.md", marked(words).as_bytes());
        let ran = folder.run(&["embed", "--diagnostics", "short", "good.md", "a.md"]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{words}: {}", ran.err);
        assert!(ran.err.starts_with(told), "{words}: {}", ran.err);
        assert_eq!(folder.read("a.md"), marked(words));
        assert_eq!(folder.read("good.md"), marked("shop.cd view=storages"));
    }
    folder.write("a.md", b"<!-- cachediag shop.cd -->\n\n# Next\n");
    let ran = folder.run(&["embed", "a.md"]);
    assert!(ran.code == 2 && ran.err.contains("E607") && ran.err.contains("<!-- /cachediag -->"), "{}", ran.err);
    assert_eq!(folder.run(&["embed", "-"]).code, 64);
    assert_eq!(folder.run(&["embed", "missing.md"]).code, 3);
    assert_eq!(folder.run(&["embed", "a.md", "--theme", "light,drak"]).code, 64);
    assert_eq!(folder.files(), ["a.md", "bad.cd", "good.md", "shop.cd"]);
}

#[test]
#[cfg(unix)]
fn no_link_leads_out_of_the_root() {
    let outside = Folder::with("shop.cd", SHOP);
    let folder = Folder::with("shop.cd", SHOP);
    std::os::unix::fs::symlink(outside.0.path(), folder.path("link")).unwrap();
    std::os::unix::fs::symlink(outside.path("new.svg"), folder.path("x.svg")).unwrap();
    for words in ["shop.cd to=link/a.svg", "shop.cd to=link/deep/a.svg", "shop.cd to=x.svg", "link/shop.cd"] {
        folder.write("a.md", marked(words).as_bytes());
        let ran = folder.run(&["embed", "--diagnostics", "short", "a.md"]);
        assert!(ran.code == 2 && ran.err.contains("E602"), "{words}: {} {}", ran.code, ran.err);
    }
    assert_eq!(outside.files(), ["shop.cd"]);
}

#[test]
fn two_pictures_of_one_name_are_refused() {
    let folder = Folder::with("shop.cd", SHOP);
    let two = format!("{}{}", marked("shop.cd to=x.svg"), marked("shop.cd view=storages format=svg to=x.svg"));
    folder.write("a.md", two.as_bytes());
    let ran = folder.run(&["embed", "--diagnostics", "short", "a.md"]);
    assert!(ran.code == 2 && ran.err.contains("`x.svg` would be written twice"), "{}", ran.err);
    folder.write("a.md", marked("shop.cd to=x.svg").as_bytes());
    folder.write("b.md", marked("shop.cd view=storages format=svg to=x.svg").as_bytes());
    let ran = folder.run(&["embed", "a.md", "b.md"]);
    assert!(ran.code == 2 && ran.err.contains("two files ask for different pictures x.svg"), "{}", ran.err);
    // The same picture twice is one.
    folder.write("b.md", marked("shop.cd to=x.svg").as_bytes());
    assert_eq!(folder.run(&["embed", "a.md", "b.md"]).code, 0);
}

#[test]
fn our_own_markdown_is_current() {
    let readme = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let folder = Folder::new();
    if std::env::var_os("CACHEDIAG_BLESS").is_some() {
        assert_eq!(folder.run(&["embed", readme]).code, 0);
    }
    let ran = folder.run(&["embed", "--check", readme]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
}
