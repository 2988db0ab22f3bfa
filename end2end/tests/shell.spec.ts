import { expect, noViolations, picture, signIn, test } from "../support/test.ts";

for (const locale of ["fr-FR", "en-GB"]) {
  const lang = locale.slice(0, 2);
  test.describe(lang, () => {
    test.use({ locale });

    test("the sign-in page speaks the reader's language and keeps nobody out", async ({ page }) => {
      await page.goto("/sign-in");
      await expect(page.locator("html")).toHaveAttribute("lang", lang);
      await noViolations(page);
      await picture(page, `sign-in-${lang}`);
    });
  });
}

test("signing in leads to today", async ({ page }) => {
  await signIn(page, "coordinator");
  await expect(page).toHaveURL("/");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/Aujourd.hui/);
  await noViolations(page);
  await picture(page, "today");
});
