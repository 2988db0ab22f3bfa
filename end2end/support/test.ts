// What every spec starts from: `test` with a world of its own, and what specs do again and again.

import { AxeBuilder } from "@axe-core/playwright";
import { expect, test as base, type Page } from "@playwright/test";
import { World } from "./world.ts";

export { expect };

const PASSWORD = "demonstration-escale";

const people = {
  coordinator: "coordination",
  reservation: "reservation",
  siteManager: "accueil",
  socialWorker: "social",
  analyst: "analyse",
  director: "direction",
  admin: "admin",
  dpo: "dpo",
};

export type Person = keyof typeof people;

export const test = base.extend<object, { worlds: Worlds }>({
  worlds: [
    async ({}, use) => {
      const worlds = new Worlds();
      await use(worlds);
      await worlds.close();
    },
    { scope: "worker" },
  ],

  baseURL: async ({ worlds }, use, info) => {
    const world = await worlds.of(info.file);
    await use(world.address);
    if (info.status !== info.expectedStatus) {
      await info.attach("server.log", { path: world.log, contentType: "text/plain" });
    }
  },

  // A page that complains fails its test. A refused form answers 4xx: that is no complaint.
  page: async ({ page }, use) => {
    const complaints: string[] = [];
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => {
      const complains = message.type() === "error" && !message.text().startsWith("Failed to load resource");
      if (complains) complaints.push(message.text());
    });
    page.on("response", (response) => {
      const refused = response.status() >= 400 && response.request().resourceType() !== "document";
      if (refused) complaints.push(`${response.status()} ${response.url()}`);
    });
    await use(page);
    expect(complaints, "complaints of the page").toEqual([]);
  },
});

/** A worker runs one spec file after the other, each in a new world. */
class Worlds {
  private current?: { file: string; world: World };

  async of(file: string): Promise<World> {
    if (this.current?.file !== file) {
      await this.close();
      this.current = { file, world: await World.open() };
    }
    return this.current.world;
  }

  async close(): Promise<void> {
    await this.current?.world.close();
    this.current = undefined;
  }
}

export async function signIn(page: Page, who: Person): Promise<void> {
  await page.goto("/sign-in");
  const form = page.locator("form:has([name=password])");
  await form.locator("[name=email]").fill(`${people[who]}@demo.escale.example`);
  await form.locator("[name=password]").fill(PASSWORD);
  await form.locator("[type=submit]").click();
  await expect(page).not.toHaveURL(/sign-in/);
}

/** Nobody is kept out, in either theme, and nothing has to be scrolled sideways. */
export async function noViolations(page: Page): Promise<void> {
  // axe waits on timers, and where scripts are off they stand still: it reads the hydrated twin.
  if (test.info().project.use.javaScriptEnabled !== false) {
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await violations(page), "violations in the dark theme").toEqual([]);
    // What else axe reads is the same in both.
    await page.emulateMedia({ colorScheme: "light" });
    expect(await violations(page, COLOURS), "violations in the light theme").toEqual([]);
  }
  expect(await page.evaluate(outside), "what lies outside of the screen, sideways").toEqual([]);
}

/** What of the page cannot be seen, or only by scrolling all of it sideways. */
function outside(): string[] {
  const beyond = [...document.querySelectorAll("main *")].filter((element) => {
    const { right, width } = element.getBoundingClientRect();
    if (width === 0 || right <= innerWidth + 1) return false;
    for (let box = element.parentElement; box && box.tagName !== "MAIN"; box = box.parentElement) {
      // A box of its own scrolls what it holds, or says that there is more.
      if (getComputedStyle(box).overflowX !== "visible") return false;
    }
    return true;
  });
  const scrolls = document.documentElement.scrollWidth > innerWidth ? ["the page scrolls"] : [];
  return [...scrolls, ...beyond.map((element) => element.outerHTML.slice(0, 120))];
}

const COLOURS = ["color-contrast", "color-contrast-enhanced", "link-in-text-block"];

async function violations(page: Page, only?: string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page }).options({ rules: { "color-contrast-enhanced": { enabled: true } } });
  const { violations } = await (only ? axe.withRules(only) : axe).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}\n${node.failureSummary}`));
}

/** Kept in end2end/pictures, to look at. */
export async function picture(page: Page, name: string): Promise<void> {
  const project = test.info().project.name.replaceAll(" ", "-");
  await page.screenshot({ path: `pictures/${project}/${name}.png`, fullPage: true, animations: "disabled" });
}
