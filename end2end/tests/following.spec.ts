import type { Locator, Page } from "@playwright/test";
import { expect, signIn, test } from "../support/test.ts";

/** Whatever is pressed is counted: these are promises made to a thumb. */
class Taps {
  count = 0;

  constructor(private readonly page: Page) {}

  async on(target: Locator): Promise<void> {
    this.count += 1;
    await target.click();
  }

  /** Where the navigation has no room for it, it is behind « Plus »: shown, it is one tap. */
  async to(name: string): Promise<void> {
    const link = this.page.getByRole("navigation").getByRole("link", { name, exact: true });
    await this.on(link.filter({ visible: true }).first());
  }
}

test("the families of one hotel are renewed in four taps", async ({ page }) => {
  await signIn(page, "coordinator");
  const taps = new Taps(page);
  await taps.to("Échéances");
  await page.waitForURL(/renewals/);
  const all = page.getByRole("link", { name: /^Prolonger (ces \d+ familles|cette famille)$/ }).first();
  const label = await all.innerText();
  const families = Number(/\d+/.exec(label)?.[0] ?? 1);
  await taps.on(all);
  await page.waitForURL(/extend/);
  await taps.on(page.getByRole("link", { name: /^Jusqu'au/ }).last());
  await page.waitForURL(/to=/);
  const ticked = page.locator("input[name=booking]:checked");
  expect(await ticked.count(), "every family that can be is ticked").toBeGreaterThan(0);
  expect(await page.locator("input[name=booking]").count()).toBe(families);
  await taps.on(page.getByRole("button", { name: /^Prolonger jusqu'au/ }));
  await expect(page.getByRole("status").filter({ hasText: "Séjours prolongés" })).toBeVisible();
  expect(taps.count).toBe(4);
});

test("a worker logs a contact in three taps", async ({ page }) => {
  await signIn(page, "socialWorker");
  const taps = new Taps(page);
  await taps.to("Suivi");
  await page.waitForURL(/portfolio/);
  const family = page.locator("#portfolio .row").first();
  await taps.on(family.getByText("Noter un contact"));
  await taps.on(family.getByRole("button", { name: "Vu à l'hôtel" }));
  await expect(page.getByRole("status").filter({ hasText: "Contact noté" })).toBeVisible();
  expect(taps.count).toBe(3);
});

test("a family is handed over, and led all along", async ({ page }) => {
  await signIn(page, "socialWorker");
  await page.goto("/portfolio");
  await page.locator("#portfolio .row a").first().click();
  const panel = page.locator("#following");
  await expect(panel.locator(".row-main").getByText("social", { exact: true })).toBeVisible();
  await panel.getByText("Passer le relais").click();
  await panel.locator("select[name=mandate]").selectOption({ index: 2 });
  await panel.locator("[name=summary]").fill("École inscrite, PMI le 3.");
  await panel.getByRole("button", { name: "Proposer" }).click();
  await expect(page.locator("#following").getByText("En attente de réponse")).toBeVisible();
  await expect(page.locator("#following .row-main").getByText("social", { exact: true }), "still leads").toBeVisible();
});
