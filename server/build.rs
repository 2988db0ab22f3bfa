//! `target/site` goes into the binary: a release is built again when it changed. A debug
//! build reads it at run time, and only needs the folder to be there.

fn main() {
    let site = "../target/site";
    if std::env::var("PROFILE").is_ok_and(|profile| profile == "release") {
        assert!(
            std::path::Path::new(site).join("manifest.json").exists(),
            "no browser half in target/site: run script/web first"
        );
        println!("cargo:rerun-if-changed={site}");
    } else {
        std::fs::create_dir_all(site).expect("target/site can be made");
        println!("cargo:rerun-if-changed=build.rs");
    }
}
