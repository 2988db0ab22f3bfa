import type { Locator, Page } from "@playwright/test";
import { expect, test } from "../support/test.ts";

/** More stops than any page has before what one looks for. */
const TABS_MAX = 150;

test("a booking is made with the keyboard alone, from signing in to its confirmation", async ({ page }) => {
  const { keyboard } = page;
  await page.goto("/sign-in");
  await tabTo(page, page.locator("[name=email]"));
  await keyboard.type("coordination@demo.escale.example");
  await tabTo(page, page.locator("[name=password]"));
  await keyboard.type("demonstration-escale");
  await keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/Aujourd.hui/);

  await tabTo(page, page.getByRole("navigation").getByRole("link", { name: "Places" }));
  await keyboard.press("Enter");
  const adults = page.locator("[name=adults]");
  await tabTo(page, adults);
  await keyboard.press("ControlOrMeta+a");
  await keyboard.type("1");
  await keyboard.press("Enter");

  await tabTo(page, page.getByRole("link", { name: "Réserver", exact: true }).first());
  await keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Réserver");
  await tabTo(page, page.locator("[name=who]"));
  await keyboard.type("diarra");
  await keyboard.press("Enter");
  await expect(page.locator(".picker").getByRole("status")).toBeVisible();
  await tabTo(page, page.locator("[name=reference]"));
  await keyboard.type("clavier");
  await tabTo(page, page.getByRole("button", { name: "Réserver" }));
  await keyboard.press("Enter");
  await expect(page.getByText("Confirmée", { exact: true })).toBeVisible();
  await expect(page.getByText("clavier")).toBeVisible();
});

test("the first stop leads past the navigation", async ({ page }) => {
  await page.goto("/sign-in");
  await page.keyboard.press("Tab");
  await expect(page.locator(".skip")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("#main")).toBeFocused();
});

/** Goes on with Tab until it is reached, and seen: nothing fixed lies over it. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let stop = 0; stop < TABS_MAX; stop++) {
    await page.keyboard.press("Tab");
    const reached = await target.evaluate((element) => element === document.activeElement);
    if (reached) break;
  }
  await expect(target).toBeFocused();
  const seen = await target.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const there = document.elementFromPoint(left + width / 2, top + height / 2);
    return element.matches(":focus-visible") && (element.contains(there) || Boolean(there?.contains(element)));
  });
  expect(seen, "the reader sees where the focus is").toBe(true);
}
