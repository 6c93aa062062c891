// Every test runs four times: with and without a script, on a phone and on a laptop. What needs a script is tagged
// @script at the test itself. Only whether a page is sound is not asked once more of a laptop without a script: that is
// the markup of a phone without one in the layout of a laptop with one. To see what a failed test did: --trace on.
import { defineConfig } from '@playwright/test';
import type { Options } from './fixtures';

const phone = { width: 360, height: 740 };
const laptop = { width: 1280, height: 800 };
const without = { javaScriptEnabled: false };

export default defineConfig<Options>({
  testDir: './tests',
  outputDir: './test-results',
  fullyParallel: true,
  forbidOnly: !!process.env.CI,
  workers: 2,
  timeout: 30_000,
  expect: { timeout: 7_000 },
  reporter: [['list']],
  use: {
    baseURL: process.env.TUTTI_E2E_URL,
    locale: 'en-GB',
    timezoneId: 'Europe/Lisbon',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.TUTTI_CHROMIUM,
      args: [
        '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
        '--disable-component-update', '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'script-phone', use: { viewport: phone, hasTouch: true, script: true } },
    { name: 'script-laptop', use: { viewport: laptop, script: true } },
    { name: 'plain-phone', grepInvert: /@script/, use: { viewport: phone, hasTouch: true, script: false, ...without } },
    { name: 'plain-laptop', grepInvert: /@script|sound/, use: { viewport: laptop, script: false, audits: false, ...without } },
  ],
});
