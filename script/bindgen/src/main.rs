//! `bindgen INPUT.wasm FOLDER`: writes `app.js` and `app_bg.wasm` for the browser.

use std::env;

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<()> {
    let mut args = env::args().skip(1);
    let input = args.next().context("usage: bindgen INPUT.wasm FOLDER")?;
    let folder = args.next().context("usage: bindgen INPUT.wasm FOLDER")?;
    Bindgen::new()
        .input_path(input)
        .out_name("app")
        .web(true)?
        .omit_default_module_path(true)
        .typescript(false)
        .generate(folder)
}
