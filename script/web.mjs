// From the compiled module, style/, app/js/ and public/ to target/site, as the server embeds it:
// hashed names below pkg/, each with its .br and .gz, and a manifest.json from plain to hashed names.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, extname, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

// A first view is promised in 120 kB, all files together.
const WASM_BYTES_MAX = 80_000;

const tools = createRequire(join(import.meta.dirname, "../end2end/package.json"));
const esbuild = tools("esbuild");
const root = join(import.meta.dirname, "..");
const site = join(root, "target/site");

const files = { ...wasm(), ...scripts(), ...styles() };
const manifest = publish(files);
publishPlain();
report(files, manifest);

/** The module and its glue; the slow tools run only when the compiler's output is new. */
function wasm() {
  const compiled = join(root, "target/web/wasm32-unknown-unknown/wasm-release/app.wasm");
  const folder = join(root, "target/web/bindgen");
  const stamp = join(folder, "input");
  const input = [digest(readFileSync(compiled)), digest(readFileSync(import.meta.filename))].join(" ");
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== input) {
    rmSync(folder, { recursive: true, force: true });
    run(join(root, "target/tools/debug/bindgen"), compiled, folder);
    const bound = join(folder, "app_bg.wasm");
    const features = ["--enable-bulk-memory", "--enable-nontrapping-float-to-int"];
    const strip = ["--strip-debug", "--strip-producers", "--strip-target-features"];
    run(join(root, "end2end/node_modules/.bin/wasm-opt"), "-Oz", ...features, ...strip, bound, "-o", bound);
    if (existsSync(join(folder, "snippets"))) throw new Error("a crate brings JavaScript files of its own: publish them too");
    writeFileSync(stamp, input);
  }
  const glue = readFileSync(join(folder, "app.js"), "utf8");
  return {
    "app_bg.wasm": readFileSync(join(folder, "app_bg.wasm")),
    "app.js": Buffer.from(esbuild.transformSync(glue, { minify: true, format: "esm", target: "es2022" }).code),
  };
}

/** The hand-written scripts: each file of app/js is one script, with what it imports. */
function scripts() {
  return bundles(list("app/js").filter((name) => extname(name) === ".js").map((name) => join("app/js", name)));
}

/** One style sheet: style/main.css and all it imports. */
function styles() {
  if (!existsSync(join(root, "style/main.css"))) return {};
  return { "escale.css": bundles(["style/main.css"])["main.css"] };
}

function bundles(entries) {
  const { outputFiles } = esbuild.buildSync({
    absWorkingDir: root,
    entryPoints: entries,
    bundle: true,
    minify: true,
    format: "esm",
    // Addresses of the site, not files of the tree.
    external: ["/*.svg", "/*.png", "/*.woff2"],
    outdir: ".",
    entryNames: "[name]",
    write: false,
    logLevel: "warning",
  });
  return Object.fromEntries(outputFiles.map((file) => [file.path.slice(root.length + 1), Buffer.from(file.contents)]));
}

/** Writes each file under a name that changes with its content, and its compressed twins. */
function publish(files) {
  const manifest = {};
  const kept = new Set();
  for (const [name, bytes] of Object.entries(files)) {
    const type = extname(name);
    const hashed = `${name.slice(0, -type.length)}.${digest(bytes).slice(0, 12)}${type}`;
    manifest[name] = `/pkg/${hashed}`;
    put(join("pkg", hashed), () => bytes);
    put(join("pkg", `${hashed}.br`), () => brotli(bytes));
    put(join("pkg", `${hashed}.gz`), () => gzipSync(bytes, { level: 9 }));
    for (const ending of ["", ".br", ".gz"]) kept.add(hashed + ending);
  }
  for (const name of list("target/site/pkg")) {
    if (!kept.has(name)) rmSync(join(site, "pkg", name));
  }
  put("manifest.json", () => Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`), true);
  return manifest;
}

/** public/ keeps its names, at the root of the site. */
function publishPlain() {
  const names = list("public");
  for (const name of names) put(name, () => readFileSync(join(root, "public", name)), true);
  for (const name of list("target/site")) {
    if (!names.includes(name) && !["pkg", "manifest.json"].includes(name)) rmSync(join(site, name));
  }
}

/** Writes only what is new, so that the server is not built again for nothing; whole or not at all. */
function put(name, make, mayChange = false) {
  const path = join(site, name);
  if (existsSync(path) && !mayChange) return;
  const bytes = make();
  if (existsSync(path) && readFileSync(path).equals(bytes)) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.part`, bytes);
  renameSync(`${path}.part`, path);
}

function report(files, manifest) {
  let total = 0;
  for (const name of Object.keys(files)) {
    const bytes = readFileSync(join(site, `${manifest[name]}.br`)).length;
    total += bytes;
    console.log(`${String(bytes).padStart(8)} bytes (brotli)  ${name}`);
    if (process.argv.includes("--check") && extname(name) === ".wasm" && bytes > WASM_BYTES_MAX) {
      console.error(`${name} is larger than ${WASM_BYTES_MAX} bytes`);
      process.exitCode = 1;
    }
  }
  console.log(`${String(total).padStart(8)} bytes (brotli)  in all`);
}

function brotli(bytes) {
  return brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
}

function digest(bytes) {
  return createHash("sha256").update(bytes).digest("hex");
}

function list(folder) {
  const path = join(root, folder);
  return existsSync(path) ? readdirSync(path) : [];
}

function run(command, ...args) {
  const { status, error } = spawnSync(command, args, { stdio: "inherit" });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}
