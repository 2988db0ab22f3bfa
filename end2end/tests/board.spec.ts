import { expect, noViolations, picture, signIn, test } from "../support/test.ts";

test("the board and the day of a site", async ({ page }) => {
  await signIn(page, "coordinator");
  await page.goto("/board");
  await page.locator(".row-main").first().click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Planning —");
  await expect(page.locator("table.board tbody tr").first()).toBeVisible();
  await noViolations(page);
  await picture(page, "board");

  await page.getByRole("link", { name: "En liste" }).click();
  await expect(page.locator(".board-list")).toBeVisible();
  await noViolations(page);

  await page.getByRole("link", { name: "Journée du site" }).click();
  await expect(page.getByRole("heading", { name: /Arrivées attendues/ })).toBeVisible();
  await noViolations(page);
  await picture(page, "day");
});
