import { expect, noViolations, picture, signIn, test } from "../support/test.ts";

test("a coordinator finds a room, books it, checks the family in, moves it and lets it go", async ({ page }) => {
  await signIn(page, "coordinator");
  await page.goto("/places?adults=1&children=1");
  await expect(page.getByRole("heading", { level: 2 })).toContainText(/possibilité/);
  await noViolations(page);
  await picture(page, "places");

  await page.getByRole("link", { name: "Réserver", exact: true }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Réserver");
  await noViolations(page);
  await page.getByRole("button", { name: "Réserver" }).click();
  await expect(page.getByText("Confirmée", { exact: true })).toBeVisible();
  const booking = page.url();
  await noViolations(page);
  await picture(page, "booking");

  await page.getByRole("button", { name: "Constater l'arrivée" }).click();
  await expect(page.getByText("En cours", { exact: true })).toBeVisible();

  // Prolonged, and taken back at once.
  await page.goto(`${booking}?extend=1`);
  await page.getByRole("button", { name: "Prolonger" }).click();
  await expect(page.getByText("Séjour prolongé.")).toBeVisible();
  await page.getByRole("button", { name: "Annuler cette action" }).click();
  await expect(page.getByText("L'action est annulée.")).toBeVisible();

  // A departure before a night was slept is refused, with what was typed kept.
  await page.goto(`${booking}?depart=1`);
  const depart = page.locator("form:has([name=do][value='bookings.depart'])");
  if (!(await depart.isVisible())) await page.locator("summary", { hasText: "Constater le départ" }).click();
  await depart.locator("[name=on]").fill("2026-03-12");
  await depart.locator("[name=reason]").selectOption("exit");
  await depart.locator("[type=submit]").click();
  await expect(page.getByText("Un séjour d'aucune nuit")).toBeVisible();
  await depart.locator("[name=on]").fill("2026-03-13");
  await depart.locator("[type=submit]").click();
  await expect(page.getByText("Terminée", { exact: true })).toBeVisible();
});

test("the room somebody has is refused, saying until when and what instead", async ({ page }) => {
  await signIn(page, "coordinator");
  await page.goto("/places?adults=2");
  await page.getByRole("link", { name: "Réserver", exact: true }).first().click();
  const address = page.url();
  await page.getByRole("button", { name: "Réserver" }).click();
  await expect(page.getByText("Confirmée", { exact: true })).toBeVisible();
  await page.goto(address);
  await page.getByRole("button", { name: "Réserver" }).click();
  await expect(page.getByRole("alert").first()).toContainText(/est prise par R-/);
  await expect(page.getByRole("alert").first().getByRole("link").first()).toBeVisible();
  await picture(page, "refused");
});
