import type { Page } from "@playwright/test";
import { resolve } from "../support/addresses.ts";
import { expect, noViolations, signIn, test, type Person } from "../support/test.ts";

// axe is a script: where scripts are off it reads nothing.

/** A page somebody may come to; `refused`: after its form of this action was sent empty. */
type Row = [who: Person | "nobody", address: string, more?: { status?: number; refused?: string }];

const PAGES: Row[] = [
  ["nobody", "/sign-in"],
  ["nobody", "/sign-in", { refused: "accounts.sign_in" }],
  ["coordinator", "/nowhere", { status: 404 }],
  ["coordinator", "/households/00000000-0000-0000-0000-000000000000", { status: 404 }],
  ["coordinator", "/admin/users", { status: 403 }],
  ["coordinator", "/account"],

  ["coordinator", "/"],
  ["siteManager", "/"],
  ["admin", "/"],
  ["coordinator", "/?question=ending"],
  ["coordinator", "/?question=minors-alone"],
  ["coordinator", "/places"],
  ["coordinator", "/places?adults=2&children=1"],
  ["coordinator", "/places?adults=19"],
  ["coordinator", ":draft"],
  ["coordinator", ":draft&who=a"],
  ["coordinator", "/bookings/:booking"],
  ["coordinator", "/bookings/:booking", { refused: "bookings.cancel" }],
  ["analyst", "/bookings/:booking"],
  ["coordinator", "/history/booking/:booking"],
  ["coordinator", "/board"],
  ["coordinator", "/board?site=:site"],
  ["siteManager", "/sites/:site/day"],

  ["coordinator", "/renewals"],
  ["coordinator", "/renewals?within=3"],
  ["coordinator", "/renewals?within=30", { refused: "renewals.refuse" }],
  ["coordinator", ":extension"],
  ["coordinator", ":extension&to=2029-01-01"],
  ["coordinator", "/requests"],
  ["analyst", "/requests"],
  ["coordinator", "/requests/priority"],
  ["coordinator", "/requests/:request"],
  ["coordinator", "/portfolio"],
  ["socialWorker", "/portfolio"],
  ["socialWorker", "/portfolio?all=1"],

  ["coordinator", "/trends"],
  ["director", "/trends?by=kind"],
  ["analyst", "/trends?from=2020-01-01&to=2020-01-02"],
  ["coordinator", "/imports"],

  ["coordinator", "/households"],
  ["coordinator", "/households?q=a"],
  ["coordinator", "/households?q=zzzzzzzz"],
  ["analyst", "/households?only=housed"],
  ["coordinator", "/households/new"],
  ["coordinator", "/households/new", { refused: "households.intake" }],
  ["coordinator", "/households/:household"],
  ["socialWorker", "/households/:household"],
  ["analyst", "/households/:household"],
  ["coordinator", "/households/:housed", { refused: "funding.add" }],
  ["coordinator", "/households/:household/edit"],
  ["coordinator", "/households/:household/merge"],
  ["coordinator", "/households/:household/merge?with=:other"],
  ["coordinator", "/history/household/:household"],

  ["coordinator", "/sites"],
  ["coordinator", "/sites?words=zzzzzzzz"],
  ["coordinator", "/sites/new"],
  ["coordinator", "/sites/new", { refused: "sites.create" }],
  ["coordinator", "/sites/:site"],
  ["analyst", "/sites/:site"],
  ["coordinator", "/sites/:site/edit"],
  ["coordinator", "/sites/:site/units/new"],
  ["coordinator", "/sites/:site/units/new", { refused: "units.create" }],
  ["coordinator", "/sites/:site/units/edit"],
  ["coordinator", "/sites/:site/closures"],
  ["coordinator", "/sites/:site/closures/new"],
  ["coordinator", "/sites/:site/closures/new", { refused: "closures.close" }],
  ["coordinator", "/history/site/:site"],

  ["admin", "/admin"],
  ["admin", "/admin/organisations"],
  ["admin", "/admin/organisations/new"],
  ["admin", "/admin/organisations/:organisation"],
  ["admin", "/history/organisation/:organisation"],
  ["admin", "/admin/users"],
  ["admin", "/admin/users/new"],
  ["admin", "/admin/users/new", { refused: "users.add" }],
  ["admin", "/admin/users/:user"],
  ["admin", "/history/user/:user"],
  ["admin", "/admin/users/:user/password"],
  ["admin", "/admin/users/:user/grant"],
  ["admin", "/admin/users/:user/grant?role=analyst&organisation=:organisation", { refused: "grants.add" }],
  ["admin", "/admin/grants/:grant"],
  ["admin", "/admin/roles"],
  ["dpo", "/admin"],
  ["dpo", "/admin/access-log"],
];

for (const [who, address, { status = 200, refused = "" } = {}] of PAGES) {
  test(`${who} at ${address} ${refused}`.trim(), async ({ page }) => {
    if (who !== "nobody") await signIn(page, who);
    const answer = await page.goto(await resolve(page, address));
    expect(answer?.status()).toBe(status);
    if (refused) await sendEmpty(page, refused);
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
    await page.evaluate(() => document.querySelectorAll("main details").forEach((each) => each.setAttribute("open", "")));
    await noViolations(page);
  });
}

/** As a browser that does not check would. */
async function sendEmpty(page: Page, action: string): Promise<void> {
  const form = page.locator(`form:has([name=do][value="${action}"])`).first();
  await form.evaluate((element: HTMLFormElement) => {
    for (const field of element.querySelectorAll<HTMLInputElement>("input:not([type=hidden]), textarea")) field.value = "";
    element.noValidate = true;
    element.requestSubmit();
  });
  await expect(page.getByRole("alert").first()).toBeVisible();
}
