import type { APIRequestContext } from "@playwright/test";
import { expect, signIn, test } from "../support/test.ts";

/** As many addresses of one kind as are asked for. */
const INSTANCES_MAX = 3;
const ELEMENT = /<[a-z][\w-]*((?:\s+[^\s=>]+(?:="[^"]*")?)*)\s*\/?>/gi;
const FORM = /<form\b.*?<\/form>/gis;
const ATTRIBUTE = /([^\s=>]+)="([^"]*)"/g;

test("every address on a coordinator's pages answers", async ({ page, baseURL }) => {
  test.setTimeout(300_000);
  await signIn(page, "coordinator");
  const broken = await crawl(page.request, new URL("/", baseURL));
  expect(broken).toEqual([]);
});

/** Asks for what each page names, breadth first; the addresses that do not answer. */
async function crawl(request: APIRequestContext, start: URL): Promise<string[]> {
  const broken: string[] = [];
  const asked = new Set([start.href]);
  const instances = new Map<string, number>();
  const waiting = [{ url: start, from: "" }];
  for (const { url, from } of waiting) {
    const answer = await request.get(url.href, { timeout: 20_000 });
    if (answer.status() >= 400) broken.push(`${answer.status()} ${url.pathname}${url.search} on ${from}`);
    if (!answer.headers()["content-type"]?.startsWith("text/html")) continue;
    for (const next of addresses(await answer.text(), url)) {
      const count = instances.get(kind(next)) ?? 0;
      if (next.origin !== start.origin || asked.has(next.href) || count >= INSTANCES_MAX) continue;
      instances.set(kind(next), count + 1);
      asked.add(next.href);
      waiting.push({ url: next, from: url.pathname });
    }
  }
  console.log(`${asked.size} addresses of ${instances.size} kinds`);
  return broken;
}

/** What a page names: links, pictures, scripts, and forms that only ask. */
function addresses(html: string, base: URL): URL[] {
  const named = elements(html).flatMap((element) => [element.get("href"), element.get("src")]);
  const links = named.flatMap((address) => (address ? [absolute(address, base)] : []));
  return [...links, ...questions(html, base)];
}

/** Where forms that only ask lead, with what they say without being filled in. */
function questions(html: string, base: URL): URL[] {
  return [...html.matchAll(FORM)].flatMap(([form]) => {
    const [head, ...fields] = elements(form);
    const action = head?.get("action");
    if (!action || head?.get("method")?.toLowerCase() === "post") return [];
    const url = absolute(action, base);
    for (const field of fields) {
      if (field.get("type") === "hidden") url.searchParams.append(field.get("name") ?? "", field.get("value") ?? "");
    }
    return [url];
  });
}

function elements(html: string): Map<string, string>[] {
  return [...html.matchAll(ELEMENT)].map(
    ([, text]) => new Map([...(text ?? "").matchAll(ATTRIBUTE)].map(([, name = "", value = ""]) => [name, value])),
  );
}

function absolute(address: string, base: URL): URL {
  const url = new URL(address.replaceAll("&amp;", "&"), base);
  url.hash = "";
  return url;
}

/** Two sites' pages are of one kind, and so are two months of a calendar. */
function kind(url: URL): string {
  const path = url.pathname
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ":id")
    .replaceAll(/\d{4}-\d{2}(-\d{2})?/g, ":date")
    .replaceAll(/\b\d+\b/g, ":number");
  return `${path}?${[...url.searchParams.keys()].sort()}`;
}
