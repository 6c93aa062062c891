// A first visit: what it weighs, whether the page stands still while its fonts arrive, and that it waits for no script.
import type { Page, Request } from '@playwright/test';
import { expect, filters, test } from '../fixtures';

/**
 * Where links lead people first: the front page, the lists, an event, a profile. Both are of the demonstration: what other
 * tests make has a name by chance, whose last letter may just fit its line in one font and not in another.
 */
async function landings(page: Page) {
  const first = (links: string) => page.locator(links).first().getAttribute('href');
  await page.goto('/events?q=quartet');
  const event = await first('.programme a[href^="/events/"]');
  await page.goto('/musicians?q=demo');
  const profile = await first('main a[href^="/musicians/"]');
  return ['/', '/events', event!, '/musicians', profile!];
}

/** When something was first to be seen, or 0. */
const painted = (page: Page) => page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0);
const twoFrames = (page: Page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** From now on each page notes how far it moves by itself once it is shown, and what moved. */
async function watchShifts(page: Page) {
  await page.addInitScript(() => {
    type Shift = PerformanceEntry & { value: number; sources: { node?: Node }[] };
    const shifts: { by: number; moved: string[] }[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries() as Shift[]) {
        shifts.push({ by: value, moved: sources.map(({ node }) => (node?.textContent ?? '').slice(0, 60)) });
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

type Shifts = { by: number; moved: string[] }[];
const shifts = (page: Page) => page.evaluate(() => (window as unknown as { shifts: Shifts }).shifts);

/** The families of which a font has come. */
const come = (page: Page) => page.evaluate(() => [...document.fonts]
  .filter((font) => font.status === 'loaded').map((font) => font.family.replaceAll('"', '')));

test('a page stands still while its fonts arrive', { tag: '@script' }, async ({ page, ready }) => {
  const paths = await landings(page);
  await watchShifts(page);
  const cdp = await page.context().newCDPSession(page);
  for (const path of paths) {
    await cdp.send('Network.clearBrowserCache');
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route('**/*.woff2', async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(path, { waitUntil: 'domcontentloaded' });
    await expect.poll(() => painted(page), path).toBeGreaterThan(0);
    await twoFrames(page);
    expect(await come(page), path).not.toContain('Besley');
    release();
    await page.evaluate(() => document.fonts.ready);
    await ready();
    await twoFrames(page);
    expect(await come(page), path).toEqual(expect.arrayContaining(['Besley', 'Instrument Sans']));
    const seen = await shifts(page);
    expect(seen.reduce((sum, { by }) => sum + by, 0), `${path}: ${JSON.stringify(seen)}`).toBeLessThan(0.02);
    await page.unrouteAll();
  }
});

test('a page is shown and used before its script has come', { tag: '@script' }, async ({ page, baseURL }) => {
  const asked: string[] = [];
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(/\/pkg\/tutti\.(js|wasm)$/, async (route) => {
    asked.push(route.request().url());
    await held;
    // Another page may be there by now, and nobody wait for it any more.
    await route.continue().catch(() => {});
  });
  // It has loaded without them: nothing that belongs to the page waits for them.
  await page.goto('/events', { waitUntil: 'load' });
  await expect.poll(() => painted(page)).toBeGreaterThan(0);
  await expect.poll(() => asked.length).toBe(1);
  await expect(page.locator('html')).not.toHaveAttribute('data-hydrated');
  await filters(page);
  const form = page.locator('main form[method="get"]').first();
  await form.getByRole('searchbox').fill('bossa');
  await form.getByRole('searchbox').press('Enter');
  await expect(page).toHaveURL((url) => url.searchParams.get('q') === 'bossa');
  await page.locator('.programme a[href^="/events/"]').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('html')).not.toHaveAttribute('data-hydrated');
  expect(page.url()).toContain(`${baseURL}/events/`);
  release();
  await expect(page.locator('html[data-hydrated]')).toBeAttached();
  await page.unrouteAll();
});

test('a script is fetched after all that is seen', { tag: '@script' }, async ({ page, open }) => {
  await open('/events');
  const { loaded, started } = await page.evaluate(() => {
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    const scripts = performance.getEntriesByType('resource').filter(({ name }) => /\/pkg\/tutti\.(js|wasm)$/.test(name));
    return { loaded: navigation.loadEventStart, started: scripts.map(({ startTime }) => startTime) };
  });
  expect(started).toHaveLength(2);
  for (const start of started) expect(start).toBeGreaterThanOrEqual(loaded);
});

test('a first visit is light', { tag: '@script' }, async ({ page, request, open }) => {
  const html = await (await request.get('/events')).text();
  test.skip(html.includes('/v/dev/'), 'a debug build serves its files as they are, uncompressed');
  const requests: Request[] = [];
  page.on('requestfinished', (finished) => requests.push(finished));
  await open('/events');
  await page.evaluate(() => document.fonts.ready);
  await page.waitForLoadState('networkidle');
  const weigh = async (kind: (path: string) => boolean) => {
    const weights = await Promise.all(requests.filter((sent) => kind(new URL(sent.url()).pathname)).map(async (sent) => {
      const { responseBodySize, responseHeadersSize } = await sent.sizes();
      return { path: new URL(sent.url()).pathname, body: responseBodySize, all: responseBodySize + responseHeadersSize };
    }));
    const sum = (of: 'body' | 'all') => weights.reduce((total, weight) => total + weight[of], 0);
    return { body: sum('body'), all: sum('all'), said: weights.map(({ path, body }) => `${path} ${body}`).join('\n') };
  };
  // what is seen, as it goes over the wire, heads included
  const seen = await weigh((path) => path === '/events' || /\.(css|woff2)$/.test(path));
  expect(seen.said).toMatch(/\.css [\s\S]*\.woff2 |\.woff2 [\s\S]*\.css /);
  const script = await weigh((path) => /\/pkg\/tutti\.(js|wasm)$/.test(path));
  expect(script.said.split('\n')).toHaveLength(2);
  test.info().annotations.push({ type: 'bytes', description: `page ${seen.all}, script ${script.body}` });
  expect(seen.all, seen.said).toBeLessThanOrEqual(165_000);
  expect(script.body, script.said).toBeLessThanOrEqual(100_000);
});
