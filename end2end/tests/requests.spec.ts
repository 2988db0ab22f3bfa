import { expect, signIn, test } from "../support/test.ts";

test("a request of the evening becomes an arrival", async ({ page }) => {
  await signIn(page, "coordinator");
  await page.goto("/households?only=not_housed");
  await page.locator(".row a").first().click();
  const panel = page.locator("#requests");
  await panel.locator("summary").click();
  await panel.locator("[name=source]").selectOption("call_115");
  await panel.locator("[name=slept]").selectOption("street");
  await panel.getByRole("button", { name: "Enregistrer une demande" }).click();
  await expect(page.getByText("À évaluer", { exact: true })).toBeVisible();

  await page.locator("#next").getByRole("button", { name: "Évaluer" }).click();
  await expect(page.getByText("À placer", { exact: true })).toBeVisible();
  const request = page.url();

  await page.goto("/requests");
  await expect(page.locator(`#requests a[href="${new URL(request).pathname}"]`).first()).toBeVisible();

  await page.goto(request);
  await page.getByRole("link", { name: "Chercher une place" }).click();
  await page.getByRole("link", { name: "Réserver", exact: true }).first().click();
  await page.getByRole("button", { name: "Réserver" }).click();
  await page.getByRole("button", { name: "Constater l'arrivée" }).click();
  await expect(page.getByText("En cours", { exact: true })).toBeVisible();
  await page.goto(request);
  await expect(page.getByText("Placé", { exact: true })).toBeVisible();
});
