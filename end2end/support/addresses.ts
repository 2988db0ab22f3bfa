// Addresses with words in place of what the demo world made up: `/sites/:site/edit`.

import { expect, type Page } from "@playwright/test";

const ID = "[0-9a-f]{8}-[0-9a-f-]{27}";

/** What a word of an address stands for: on which page it is found, before what, and which one. */
const WORDS: Record<string, [page: string, before: string, place?: number]> = {
  household: ["/households", "/households/"],
  housed: ["/households?only=housed", "/households/"],
  other: ["/households", "/households/", 1],
  site: ["/sites", "/sites/"],
  booking: ["/?question=arrivals", "/bookings/"],
  request: ["/requests", "/requests/"],
  organisation: ["/admin/organisations", "/admin/organisations/"],
  user: ["/admin/users", "/admin/users/"],
  grant: ["/admin/users/:user", "/admin/grants/"],
};

/** The address as this reader finds it, by following what pages name. */
export async function resolve(page: Page, address: string): Promise<string> {
  if (address.startsWith(":draft")) {
    const html = await read(page, "/places?adults=2");
    const draft = /"(\/bookings\/new\?[^"]+)"/.exec(html)?.[1] ?? "";
    return address.replace(":draft", draft.replaceAll("&amp;", "&"));
  }
  if (address.startsWith(":extension")) {
    const html = await read(page, "/renewals?within=30");
    const extension = /"(\/renewals\/extend\?site=[^"]+)"/.exec(html)?.[1] ?? "";
    return address.replace(":extension", extension.replaceAll("&amp;", "&"));
  }
  for (const [word, [at, before, place = 0]] of Object.entries(WORDS)) {
    if (!address.includes(`:${word}`)) continue;
    const html = await read(page, await resolve(page, at));
    const ids = [...html.matchAll(new RegExp(`"${before}(${ID})"`, "g"))].map(([, id]) => id ?? "");
    const id = [...new Set(ids)][place];
    expect(id, `the ${word} on ${at}`).toBeTruthy();
    address = address.replaceAll(`:${word}`, id ?? "");
  }
  return address;
}

async function read(page: Page, address: string): Promise<string> {
  const answer = await page.request.get(address);
  expect(answer.status(), address).toBe(200);
  return answer.text();
}
