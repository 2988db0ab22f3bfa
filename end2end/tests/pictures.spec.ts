import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import type { Browser, Page } from "@playwright/test";
import { resolve } from "../support/addresses.ts";
import { expect, signIn, test, type Person } from "../support/test.ts";

// The main screens as they are first seen, for docs/pictures: `make pictures`.

const FOLDER = "pictures/main";

const SCREENS: [name: string, who: Person, address: string][] = [
  ["today", "coordinator", "/"],
  ["places", "coordinator", "/places?adults=2&children=2"],
  ["booking", "coordinator", "/bookings/:booking"],
  ["board", "coordinator", "/board?site=:site"],
  ["household", "coordinator", "/households/:housed"],
  ["site", "coordinator", "/sites/:site"],
  ["trends", "director", "/trends"],
];

const SIZES = {
  360: { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
  1440: { viewport: { width: 1440, height: 900 } },
};

test("the main screens, on a phone and at a desk, in both themes", async ({ browser, baseURL }) => {
  mkdirSync(FOLDER, { recursive: true });
  for (const [width, size] of Object.entries(SIZES)) {
    for (const colorScheme of ["light", "dark"] as const) {
      const context = await browser.newContext({ baseURL, colorScheme, ...size });
      let signedIn: Person | undefined;
      for (const [name, who, address] of SCREENS) {
        const page = await context.newPage();
        if (signedIn !== who) await signIn(page, (signedIn = who));
        const answer = await page.goto(await resolve(page, address));
        expect(answer?.status(), address).toBe(200);
        await save(page, `${name}-${width}-${colorScheme}`);
        await page.close();
      }
      await context.close();
    }
  }
  await strip(browser);
});

/** As small as a picture of text may be and still be read. */
async function save(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  const { width = 0, height = 0 } = page.viewportSize() ?? {};
  const scale = await page.evaluate(() => devicePixelRatio);
  const devtools = await page.context().newCDPSession(page);
  const clip = { x: 0, y: 0, width, height, scale };
  const { data } = await devtools.send("Page.captureScreenshot", { format: "webp", quality: 80, clip });
  writeFileSync(`${FOLDER}/${name}.webp`, Buffer.from(data, "base64"));
}

/** Several screens side by side, for the front page. */
async function strip(browser: Browser): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1600, height: 640 } });
  const shown = ["today-360-light", "board-1440-light", "household-360-dark"].map((name) => {
    const data = readFileSync(`${FOLDER}/${name}.webp`).toString("base64");
    return `<img alt="" src="data:image/webp;base64,${data}">`;
  });
  await page.setContent(`<style>
    body { margin: 0; height: 640px; display: flex; gap: 24px; justify-content: center; align-items: center; background: #e7ecec }
    img { height: 590px; border-radius: 12px; box-shadow: 0 1px 12px #0003 }
  </style>${shown.join("")}`);
  await save(page, "strip");
  await page.close();
}
