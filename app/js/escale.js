// What pages do beyond HTML: islands wake, forms go once, open pages follow changes.
// Everything here is comfort: without it every page still works.

const all = (selector, root = document) => [...root.querySelectorAll(selector)];

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
  const tag = node.localName;
  if (tag === "leptos-island") {
    const run = mod[node.dataset.component];
    if (!run) console.warn(`no island ${node.dataset.component}`);
    owners.at(-1)?.();
    await run?.(node);
  }
  if (tag === "leptos-children") owners.push(node.$$on_hydrate);
  for (const child of [...node.children]) await visit(child, mod, owners);
  if (tag === "leptos-children") owners.pop();
}

// Forms: what is typed survives a lost network or a discarded tab, until it is sent; a second tap is ignored.
const forms = () => all("form[data-once]");
const slot = (form) => `draft ${location.pathname} ${form.elements.do?.value} ${form.elements.key?.value}`;
const ours = (form) => form?.matches?.("form[data-once]");
const kept = (field) => field.name && !["password", "submit", "file"].includes(field.type) &&
  (field.type !== "hidden" || field.name === "command_id");

function remember(form, sent) {
  const fields = [...form.elements].filter(kept).map(({ type, name, value, checked }) => ({ type, name, value, checked }));
  sessionStorage.setItem(slot(form), JSON.stringify({ sent, fields }));
}

function restore() {
  const [{ type } = {}] = performance.getEntriesByType("navigation");
  const left = type === "reload" || type === "back_forward";
  for (const key of Object.keys(sessionStorage).filter((key) => key.startsWith("draft "))) {
    // Another person may sign in next; and what was sent has arrived, since a page answered.
    const over = JSON.parse(sessionStorage.getItem(key)).sent && !left;
    if (over || location.pathname === "/sign-in") sessionStorage.removeItem(key);
  }
  for (const form of left ? forms() : []) {
    const draft = !form.querySelector(".notice-error") && JSON.parse(sessionStorage.getItem(slot(form)));
    if (!draft) continue;
    const fields = [...form.elements].filter(kept);
    draft.fields.forEach((was, place) => {
      if (fields[place]?.name !== was.name) return;
      Object.assign(fields[place], ["checkbox", "radio"].includes(was.type) ? { checked: was.checked } : { value: was.value });
    });
  }
}

addEventListener("input", ({ target }) => ours(target.form) && remember(target.form, false));
addEventListener("submit", (event) => {
  const form = event.target;
  if (!ours(form)) return;
  if (form.ariaBusy === "true") return event.preventDefault();
  // A service worker keeps the form until there is a network; alone, we keep it on the screen.
  if (!navigator.onLine && !navigator.serviceWorker?.controller) return event.preventDefault(), network();
  remember(form, true);
  form.ariaBusy = "true";
});
addEventListener("pageshow", () => forms().forEach((form) => (form.ariaBusy = null)));

// Network: one line at the top says that there is none.
function network() {
  document.querySelector(".offline")?.remove();
  if (navigator.onLine) return;
  const line = Object.assign(document.createElement("p"), { className: "offline", role: "status" });
  document.body.append(line);
  line.textContent = document.body.dataset.offline;
}
addEventListener("online", network);
addEventListener("offline", network);

// Steppers.
addEventListener("click", ({ target }) => {
  const button = target.closest?.("[data-step]");
  const input = button?.parentElement.querySelector("input");
  if (!input) return;
  button.dataset.step > 0 ? input.stepUp() : input.stepDown();
  for (const kind of ["input", "change"]) input.dispatchEvent(new Event(kind, { bubbles: true }));
});

// What was just done leaves after ten seconds, not while somebody is on it.
function toast() {
  const box = document.querySelector("[data-toast]");
  if (!box) return;
  let timer;
  const start = () => (clearTimeout(timer), (timer = setTimeout(() => box.remove(), 10_000)));
  for (const kind of ["focusin", "pointerenter"]) box.addEventListener(kind, () => clearTimeout(timer));
  for (const kind of ["focusout", "pointerleave"]) box.addEventListener(kind, start);
  start();
}

// Live regions: `data-live="<id> <id>"` or `*`; each has an id of its own.
const old = new Set();
let stream, timer, lost;

// Nobody loses what they type or read: a field in use, a fold they opened.
const changed = (field) => field.matches("select, [type=checkbox], [type=radio]") ?
  [...(field.options ?? [field])].some((it) => (it.selected ?? it.checked) !== (it.defaultSelected ?? it.defaultChecked)) :
  field.value !== field.defaultValue;
const busy = (region) => region.matches(":focus-within:has(input:focus, select:focus, textarea:focus)") ||
  region.querySelector("details[open]:not([data-open]), [aria-busy=true], .notice-error") ||
  all("input:not([type=hidden]), select, textarea", region).some(changed);

function soon(delay = 150) {
  clearTimeout(timer);
  timer = setTimeout(refresh, delay);
}

async function refresh() {
  const ready = [...old].filter((region) => region.isConnected && !busy(region));
  if (old.size > ready.length) soon(3_000);
  if (!ready.length || document.hidden) return;
  ready.forEach((region) => old.delete(region));
  const answer = await fetch(location.href, { headers: { accept: "text/html" } }).catch(() => null);
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
    regions.filter(({ dataset }) => id === "all" || dataset.live === "*" || dataset.live.split(" ").includes(id)).forEach((it) => old.add(it));
    if (old.size) soon();
  };
  stream.addEventListener("changed", ({ data }) => mark(data));
  // What changed while the line was down was not told.
  stream.onerror = () => (lost = true);
  stream.onopen = () => lost && ((lost = false), mark("all"));
}
addEventListener("pagehide", () => (stream?.close(), (stream = null), (lost = true)));
addEventListener("pageshow", follow);
addEventListener("visibilitychange", () => !document.hidden && old.size && soon());

restore();
network();
toast();
document.querySelector(".notice-error")?.focus();
wake(document.body);
