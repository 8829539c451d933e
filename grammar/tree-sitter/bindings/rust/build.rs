//! Compiles the generated parser and the scanner.

fn main() {
    let folder = std::path::Path::new("src");
    let files = [folder.join("parser.c"), folder.join("scanner.c")];
    cc::Build::new().std("c11").include(folder).files(&files).warnings(false).compile("tree-sitter-cachediag");
    println!("cargo:rerun-if-changed={}", folder.join("scanner").display());
    for file in files {
        println!("cargo:rerun-if-changed={}", file.display());
    }
}
