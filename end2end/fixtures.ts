// What a test speaks of: a member, an event, a page that is ready, and an audit of what it shows.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, request, type APIRequestContext, type BrowserContext, type Page } from '@playwright/test';

export type Options = { script: boolean; audits: boolean };

export type Member = { username: string; email: string; password: string; api: APIRequestContext };

type Fixtures = {
  /** Opens a path and waits until the page does all it will do. */
  open: (path: string, page?: Page) => Promise<void>;
  /** Waits until the page that was led to is ready. */
  ready: (page?: Page) => Promise<void>;
  /** Somebody who has just signed up, over HTTP, under a name of their own. */
  member: (name: string) => Promise<Member>;
  /** Signs the page's browser in. */
  as: (member: Member, page?: Page) => Promise<void>;
  /** Posts an event for a member and answers with its path. */
  event: (host: Member, fields?: Record<string, string>) => Promise<string>;
  /** A second browser, with or without a script as this test's. */
  another: () => Promise<Page>;
  /** Fails on what axe finds wrong with the page. */
  audit: (page?: Page) => Promise<void>;
  /** A server of this test's own, with rate limits, that may be broken. */
  ownServer: { url: string; loseTables: () => void };
  /** Fails the test on whatever the console complains of. */
  quiet: void;
};

const PASSWORD = 'seven crooked bassoons at dawn';
let count = 0;

export const test = base.extend<Fixtures & Options>({
  script: [true, { option: true }],
  audits: [true, { option: true }],

  ready: async ({ page, script }, use) => {
    await use(async (shown = page) => {
      await shown.waitForLoadState();
      if (script) await shown.waitForSelector('html[data-hydrated]', { state: 'attached' });
    });
  },

  open: async ({ page, ready }, use) => {
    await use(async (path, shown = page) => {
      await shown.goto(path);
      await ready(shown);
    });
  },

  member: async ({ baseURL }, use, info) => {
    const made: APIRequestContext[] = [];
    await use(async (name) => {
      const username = `${name}-${info.parallelIndex}${Date.now().toString(36)}${(count++).toString(36)}`.slice(0, 30);
      // Not kept alive: a connection that the server ends for idleness may be the one that the next call takes.
      const extraHTTPHeaders = { accept: 'application/json', 'sec-fetch-site': 'same-origin', connection: 'close' };
      const api = await request.newContext({ baseURL, extraHTTPHeaders });
      const email = `${username}@example.test`;
      const answer = await api.post('/api/accounts/signup', { form: { username, email, password: PASSWORD } });
      expect(answer.status(), await answer.text()).toBe(200);
      made.push(api);
      return { username, email, password: PASSWORD, api };
    });
    for (const api of made) await api.dispose();
  },

  as: async ({ page }, use) => {
    await use(async (member, shown = page) => {
      const { cookies } = await member.api.storageState();
      await shown.context().addCookies(cookies.filter((cookie) => cookie.name !== 'notice'));
    });
  },

  event: async ({}, use) => {
    await use(async (host, fields = {}) => {
      const starts = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 16);
      const form = {
        title: 'Slow Sunday session', kind: 'jam', town: 'Lisboa', starts_at: starts, time_zone: 'Europe/Lisbon', ...fields,
      };
      const answer = await host.api.post('/api/events/create', { form });
      expect(answer.status(), await answer.text()).toBe(200);
      return `/events/${(await answer.json()).slug}`;
    });
  },

  another: async ({ browser, script, viewport, baseURL }, use) => {
    const contexts: { close(): Promise<void> }[] = [];
    await use(async () => {
      const context = await browser.newContext({ javaScriptEnabled: script, viewport, baseURL, locale: 'en-GB' });
      contexts.push(context);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },

  ownServer: async ({}, use) => {
    const program = process.env.TUTTI_E2E_SERVER!;
    const folder = mkdtempSync(join(tmpdir(), 'tutti-own-'));
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const { DATABASE_URL: _, ...inherited } = process.env;
    const env = {
      ...inherited, TUTTI_DATA_DIR: folder, TUTTI_LISTEN: `127.0.0.1:${port}`, TUTTI_PUBLIC_URL: url, TUTTI_RATE_LIMITS: 'on',
    };
    const server = spawn(program, ['serve'], { env, stdio: 'ignore' });
    const ended = new Promise((resolve) => server.once('exit', resolve));
    await expect.poll(() => fetch(`${url}/health/ready`).then((answer) => answer.status, () => 0)).toBe(200);
    const loseTables = () => {
      // The lock that keeps a second process away is its file.
      rmSync(join(folder, 'tutti.db.lock'));
      execFileSync(program, ['migrate', 'down', '99'], { env, stdio: 'ignore' });
    };
    await use({ url, loseTables });
    server.kill();
    await ended;
    rmSync(folder, { recursive: true });
  },

  audit: async ({ page, browser, script, audits, viewport }, use) => {
    let auditors: BrowserContext | undefined;
    let auditor: Page | undefined;
    await use(async (shown = page) => {
      if (!audits) return;
      // axe needs a script to run: a page without one is audited by its markup, in a browser that has one.
      let audited = shown;
      if (!script) {
        auditors ??= await browser.newContext({ viewport, bypassCSP: true, javaScriptEnabled: true });
        auditor ??= await auditors.newPage();
        await auditors.addCookies(await shown.context().cookies());
        const html = await shown.content();
        const url = shown.url();
        await auditor.unrouteAll();
        await auditor.route(url, (route) => route.fulfill({ contentType: 'text/html', body: withoutScript(html) }));
        await auditor.goto(url);
        audited = auditor;
      }
      // At its end nothing of a page lies under the bar that stands fixed at the bottom of a phone.
      await audited.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
      const { violations } = await new AxeBuilder({ page: audited })
        // without a page of its own to sum up the frames of this one, which has none
        .setLegacyMode()
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze();
      const said = violations.map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join('\n  ')}`);
      expect(said, shown.url()).toEqual([]);
      const { wide, seen } = await audited.evaluate(() => ({
        wide: document.documentElement.scrollWidth, seen: document.documentElement.clientWidth,
      }));
      expect(wide, `${shown.url()} scrolls sideways`).toBeLessThanOrEqual(seen);
    });
    await auditors?.close();
  },

  quiet: [async ({ context, browser }, use) => {
    const said: string[] = [];
    const listen = (page: Page) => {
      // The browser itself notes an answer of 4xx or 5xx: of pages and acts that is what tests ask for.
      page.on('console', (message) => {
        const refused = /Failed to load resource/.test(message.text()) && !/\/v\//.test(message.location().url);
        if (['error', 'warning'].includes(message.type()) && !refused) said.push(message.text());
      });
      page.on('pageerror', (error) => {
        // Chromium gives up the fade between two pages when somebody measures the second before its style has come, as
        // these tests do while they wait for it.
        if (!/ViewTransition opt-in disabled/.test(String(error))) said.push(String(error));
      });
    };
    context.on('page', listen);
    context.pages().forEach(listen);
    // those of `another`, too
    const newContext = browser.newContext.bind(browser);
    browser.newContext = async (options) => {
      const made = await newContext(options);
      made.on('page', listen);
      return made;
    };
    await use();
    browser.newContext = newContext;
    expect(said).toEqual([]);
  }, { auto: true }],
});

export { expect };

function freePort() {
  return new Promise<number>((resolve) => {
    const held = createServer().listen(0, '127.0.0.1', () => {
      const { port } = held.address() as AddressInfo;
      held.close(() => resolve(port));
    });
  });
}

/** Unfolds the filters of a list, where they are folded. */
export async function filters(page: Page) {
  const fold = page.locator('.fil > summary');
  if (await fold.isVisible()) await fold.click();
}

/** A page as a browser without a script sees it. */
function withoutScript(html: string) {
  return html.replace(/<script[\s\S]*?<\/script>/g, '');
}
