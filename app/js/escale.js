// What pages do beyond HTML: islands wake, forms go once, open pages follow changes.
// Everything here is comfort: without it every page still works.
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const on = (kinds, act, target = window) => kinds.split(" ").forEach((kind) => target.addEventListener(kind, act));

// Islands: the module is fetched only for a page that has one.
const { module, wasm } = document.querySelector("script[data-module]")?.dataset ?? {};
let islands;

async function wake(root) {
  if (!module || !root.querySelector("leptos-island")) return;
  islands ??= import(module).then(async (mod) => {
    await mod.default({ module_or_path: wasm });
    mod.hydrate();
    return mod;
  });
  await visit(root, await islands, []);
}

// An island inside another one's children must know its owner: the nearest `leptos-children` tells it.
async function visit(node, mod, owners) {
  const inner = node.localName === "leptos-children" ? [...owners, node.$$on_hydrate] : owners;
  if (node.localName === "leptos-island") {
    owners.at(-1)?.();
    await (mod[node.dataset.component] ?? console.warn)(node);
  }
  for (const child of [...node.children]) await visit(child, mod, inner);
}

// Forms: what is typed survives a lost network or a discarded tab, until it is sent; a second tap is ignored.
const ONCE = "form[data-once]";
const slot = (form) => `draft ${location.pathname} ${form.elements.do?.value} ${form.elements.key?.value}`;
const entries = (form) => [...form.elements].filter(({ name, type }) =>
  name === "command_id" || (name && !["password", "submit", "file", "hidden"].includes(type)));

function remember(form, sent) {
  const fields = entries(form).map(({ name, value, checked }) => ({ name, value, checked }));
  sessionStorage.setItem(slot(form), JSON.stringify({ sent, fields }));
}

function restore() {
  const left = ["reload", "back_forward"].includes(performance.getEntriesByType("navigation")[0]?.type);
  for (const key of Object.keys(sessionStorage).filter((key) => key.startsWith("draft "))) {
    // Another person may sign in next; and what was sent has arrived, since a page answered.
    const over = JSON.parse(sessionStorage.getItem(key)).sent && !left;
    if (over || location.pathname === "/sign-in") sessionStorage.removeItem(key);
  }
  for (const form of left ? all(ONCE) : []) {
    const draft = JSON.parse(sessionStorage.getItem(slot(form)))?.fields;
    if (!draft || form.querySelector(".notice-error")) continue;
    entries(form).forEach((field, place) => {
      const { name, value, checked } = draft[place] ?? {};
      if (name === field.name) Object.assign(field, { value, checked });
    });
  }
}

on("input", ({ target }) => target.form?.matches(ONCE) && remember(target.form, false));
on("submit", (event) => {
  const form = event.target;
  if (!form.matches(ONCE)) return;
  if (form.ariaBusy === "true") return event.preventDefault();
  // A service worker keeps the form until there is a network; alone, we keep it on the screen.
  if (!navigator.onLine && !navigator.serviceWorker?.controller) return event.preventDefault(), network();
  remember(form, true);
  form.ariaBusy = "true";
});
on("pageshow", () => all(ONCE).forEach((form) => (form.ariaBusy = null)));

// Network: one line at the top says that there is none.
const network = () => all(".offline").forEach((line) => (line.hidden = navigator.onLine));
on("online offline", network);

// Steppers.
on("click", ({ target }) => {
  const button = target.closest?.("[data-step]");
  const input = button?.parentElement.querySelector("input");
  if (!input) return;
  button.dataset.step > 0 ? input.stepUp() : input.stepDown();
  ["input", "change"].forEach((kind) => input.dispatchEvent(new Event(kind, { bubbles: true })));
});

// A drawing as a picture: the file of the chart, painted at twice its size.
all("[data-png]").forEach((link) => (link.hidden = false));
on("click", async (event) => {
  const link = event.target.closest?.("[data-png]");
  if (!link) return;
  event.preventDefault();
  const svg = await (await fetch(link.href)).text();
  const image = Object.assign(new Image(), { src: `data:image/svg+xml,${encodeURIComponent(svg)}` });
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: image.width * 2, height: image.height * 2 });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  Object.assign(document.createElement("a"), { href: canvas.toDataURL("image/png"), download: "escale.png" }).click();
});

// What was just done leaves after ten seconds, not while somebody is on it.
function toast() {
  const box = document.querySelector("[data-toast]");
  if (!box) return;
  let timer;
  const stay = () => clearTimeout(timer);
  const leave = () => (stay(), (timer = setTimeout(() => box.remove(), 10_000)));
  on("focusin pointerenter", stay, box);
  on("focusout pointerleave", leave, box);
  leave();
}

// Live regions: `data-live="<id> <id>"` or `*`; each has an id of its own.
const old = new Set();
let stream, timer, lost;

// Nobody loses what they type or read: a field in use, a fold they opened.
const changed = (field) => field.options
  ? field.selectedIndex !== Math.max(0, [...field.options].findIndex((option) => option.defaultSelected))
  : field.checked !== field.defaultChecked || field.value !== field.defaultValue;
const busy = (region) =>
  region.querySelector(":is(input, select, textarea):focus, details[open]:not([data-open]), [aria-busy=true], .notice-error") ||
  all("input:not([type=hidden]), select, textarea", region).some(changed);

function soon(delay = 150) {
  clearTimeout(timer);
  timer = setTimeout(refresh, delay);
}

async function refresh() {
  const ready = [...old].filter((region) => !busy(region));
  if (old.size > ready.length) soon(3_000);
  if (!ready.length || document.hidden) return;
  ready.forEach((region) => old.delete(region));
  const answer = await fetch(location.href).catch(() => null);
  if (!answer) return ready.forEach((region) => old.add(region)), soon(3_000);
  if (!answer.ok || answer.redirected) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const region of ready) {
    const next = fresh.getElementById(region.id);
    if (!next || busy(region)) continue;
    const focused = region.contains(document.activeElement) ? document.activeElement.id : "";
    region.innerHTML = next.innerHTML;
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
    await wake(region);
  }
}

function follow() {
  const regions = all("[data-live][id]");
  if (!regions.length || stream) return;
  stream = new EventSource("/live");
  const mark = (id) => {
    const touched = ({ dataset }) => id === "all" || ["*", id].some((it) => dataset.live.split(" ").includes(it));
    regions.filter(touched).forEach((region) => (old.add(region), soon()));
  };
  on("changed", ({ data }) => mark(data), stream);
  // What changed while the line was down was not told.
  stream.onerror = () => (lost = true);
  stream.onopen = () => lost && ((lost = false), mark("all"));
}
on("pageshow", follow);
on("pagehide", () => (stream?.close(), (stream = null), (lost = true)));
on("visibilitychange", () => !document.hidden && old.size && soon(), document);

restore(), network(), toast();
document.querySelector(".notice-error")?.focus();
wake(document.body);
