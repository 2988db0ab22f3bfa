import { defineConfig, type PlaywrightTestConfig } from "@playwright/test";

type Use = NonNullable<PlaywrightTestConfig["use"]>;

const phone: Use = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
const desk: Use = { viewport: { width: 1440, height: 900 } };

// Every story runs with and without scripts; `*.hydrate.spec.ts` is about what scripts add.
const hydrated = { testIgnore: ["links.spec.ts", "pictures.spec.ts"] };
const plain = { testIgnore: [...hydrated.testIgnore, "*.hydrate.spec.ts"] };

export default defineConfig({
  testDir: "tests",
  globalSetup: "support/template.ts",
  forbidOnly: Boolean(process.env.CI),
  // Two cores run both themes of axe: patience is not a promise of speed.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  workers: 2,
  reporter: "list",
  use: {
    locale: "fr-FR",
    timezoneId: "Europe/Paris",
    colorScheme: "light",
    contextOptions: { reducedMotion: "reduce" },
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      // `locale` is what pages are told; the browser writes its date fields in this.
      env: { ...process.env, LANGUAGE: "fr" } as Record<string, string>,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    { name: "phone hydrated", use: phone, ...hydrated },
    { name: "phone plain", use: { ...phone, javaScriptEnabled: false }, ...plain },
    { name: "desk hydrated", use: desk, ...hydrated },
    { name: "desk plain", use: { ...desk, javaScriptEnabled: false }, ...plain },
    { name: "links", use: { ...desk, javaScriptEnabled: false }, testMatch: "links.spec.ts" },
    { name: "pictures", testMatch: "pictures.spec.ts" },
  ],
});
