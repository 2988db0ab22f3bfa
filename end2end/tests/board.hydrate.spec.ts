import { expect, signIn, test } from "../support/test.ts";

test("two people on the same board see each other's booking", async ({ page, browser, baseURL }) => {
  await signIn(page, "coordinator");
  await page.goto("/board");
  await page.locator(".row-main").first().click();
  const free = page.locator(".board-open a");
  const before = await free.count();

  const other = await (await browser.newContext({ baseURL })).newPage();
  await signIn(other, "director");
  await other.goto(page.url());
  await expect(other.locator("table.board")).toBeVisible();

  const href = await free.first().getAttribute("href");
  const desk = await page.context().newPage();
  await desk.goto(href ?? "");
  await desk.getByRole("button", { name: "Réserver" }).click();
  await expect(desk.getByText("Confirmée", { exact: true })).toBeVisible();

  await expect.poll(() => free.count()).toBeLessThan(before);
  await expect(other.locator(".board-promise").first()).toBeVisible();
});

test("the arrows move over the board", async ({ page }) => {
  await signIn(page, "coordinator");
  await page.goto("/board");
  await page.locator(".row-main").first().click();
  await page.locator("leptos-island").first().waitFor();
  const cell = page.locator(".board-open a").first();
  await cell.focus();
  await expect
    .poll(async () => {
      await cell.focus();
      await page.keyboard.press("ArrowRight");
      return cell.evaluate((link) => document.activeElement === link);
    })
    .toBe(false);
});
