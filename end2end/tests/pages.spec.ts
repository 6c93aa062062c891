// Every page, empty and full, in light and dark: axe finds nothing, nothing scrolls sideways, keys reach everything.
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test, type Member } from '../fixtures';

type Scene = { slug: string; own: string; host: string; guest: string };

/** What to visit signed out, signed in, and once host and guest have met. */
type Addresses = { out?: string[]; in?: string[]; met?: string[] };

/** Every route of a page, and the addresses that show its states. `tests/house/pages.rs` wants each route here. */
const pages: Record<string, (scene: Scene) => Addresses> = {
  '/': () => ({ out: ['/'], in: ['/'], met: ['/'] }),
  '/about': () => ({ out: ['/about'] }),
  '/events': () => ({ out: ['/events', '/events?q=nothinglikeit', '/events?after=wrong'], in: ['/events'] }),
  '/events/new': () => ({ in: ['/events/new'] }),
  '/events/hosted': () => ({ in: ['/events/hosted'] }),
  '/events/{slug}/edit': ({ own }) => ({ in: [`/events/${own}/edit`] }),
  '/events/{slug}': ({ slug, own }) => ({ out: [`/events/${slug}`], in: [`/events/${slug}`, `/events/${own}`], met: [`/events/${slug}`] }),
  '/musicians': () => ({ out: ['/musicians', '/musicians?q=nothinglikeit&town=Lyon', '/musicians?after=wrong'], in: ['/musicians'] }),
  '/login': () => ({ out: ['/login'] }),
  '/messages': () => ({ in: ['/messages'], met: ['/messages'] }),
  '/messages/{slug}/{username}': ({ slug, host }) => ({
    in: [`/messages/${slug}/${host}`], met: [`/messages/${slug}/${host}`],
  }),
  '/musicians/{username}': ({ host, guest }) => ({ out: [`/musicians/${host}`], in: [`/musicians/${guest}`] }),
  '/report': ({ slug, host }) => ({ in: [`/report?event=${slug}`, `/report?musician=${host}`], met: [`/report?message=${slug}/${host}/2`] }),
  '/settings/account': () => ({ in: ['/settings/account'] }),
  '/settings/profile': () => ({ in: ['/settings/profile'] }),
  '/settings/sessions': () => ({ in: ['/settings/sessions'] }),
  '/signup': () => ({ out: ['/signup'] }),
  '/welcome': () => ({ in: ['/welcome', '/welcome?next=%2Fevents'] }),
  // what is not there
  '': () => ({ out: ['/nothing/here'] }),
};

/** What is dark is a matter of style, which no script changes: it is looked at in the projects with one. */
const schemes = [{ scheme: 'light', tag: [] }, { scheme: 'dark', tag: '@script' }] as const;

for (const { scheme, tag } of schemes) {
  for (const [route, addresses] of Object.entries(pages)) {
    test(`${route || 'an error'} is sound, ${scheme}`, { tag }, async ({ page, member, event, as, audit }) => {
      test.slow();
      await page.emulateMedia({ colorScheme: scheme });
      const [host, guest] = [await member('ada'), await member('bob')];
      const path = await event(host, {
        description: 'Boleros.\nhttps://example.test', capacity: '30', fee: '5 €', gear: 'A piano',
      });
      const own = (await event(guest, { status: 'draft' })).replace('/events/', '');
      const scene = { slug: path.replace('/events/', ''), own, host: host.username, guest: guest.username };
      const shown = addresses(scene);
      const visit = async (at: string) => {
        await page.goto(at);
        await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
        await audit();
      };
      for (const at of shown.out ?? []) await visit(at);
      if (!shown.in) return;
      await as(guest);
      for (const at of shown.in) await visit(at);
      if (!shown.met) return;
      await meet(host, guest, scene.slug);
      for (const at of shown.met) await visit(at);
    });
  }
}

/** The guest takes part, and both write. */
async function meet(host: Member, guest: Member, slug: string) {
  for (const [who, act, form] of [
    [guest, 'events/join', { slug }],
    [guest, 'messages/send', { slug, to: host.username, content: 'hello' }],
    [host, 'messages/send', { slug, to: guest.username, content: 'hello\nthere' }],
  ] as const) {
    const answer = await who.api.post(`/api/${act}`, { form });
    expect(answer.status(), await answer.text()).toBe(200);
  }
}

for (const { scheme, tag } of schemes) {
  test(`what is long, at its end or refused is sound, ${scheme}`, { tag }, async ({ page, baseURL, open, member, event, as, audit }) => {
    test.slow();
    await page.emulateMedia({ colorScheme: scheme });
    const [host, guest] = [await member('ada'), await member('bob')];
    const slug = (await event(host)).replace('/events/', '');
    for (let said = 1; said <= 55; said++) {
      const form = { slug, to: host.username, content: `message ${said}` };
      expect((await guest.api.post('/api/messages/send', { form })).status()).toBe(200);
    }
    await as(host);
    const thread = `/messages/${slug}/${guest.username}`;
    await open(thread);
    await expect(page.getByText('55 new')).toBeAttached();
    await audit();
    await open(`${thread}?before=40`);
    await expect(page.getByRole('link', { name: 'To the newest messages' })).toBeVisible();
    await audit();
    // where it covers no other control by half
    await open('/about');
    await page.locator('.masthead .menu > summary').click();
    await expect(page.getByRole('link', { name: 'Settings' })).toBeVisible();
    await audit();
    // where lists have ended: before all messages, after all events
    const cursor = Buffer.alloc(24);
    await open(`/messages?after=${cursor.toString('base64url')}`);
    await expect(page.getByText('That is all')).toBeVisible();
    await audit();
    cursor.writeBigInt64BE(7_258_118_400_000_000n);
    await open(`/events?after=${cursor.toString('base64url')}`);
    await expect(page.getByText('Nothing later than that')).toBeVisible();
    await audit();
    await open(thread);
    await page.getByRole('textbox').fill('la '.repeat(100_000));
    await page.getByRole('button', { name: 'Send' }).click();
    await expect(page.getByText('That is too much at once').first()).toBeVisible();
    await audit();
    await page.goto('about:blank');
    await page.setContent(`<form method="post" action="${baseURL}/api/events/join"><button>Elsewhere</button></form>`);
    await page.getByRole('button', { name: 'Elsewhere' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('This form came from another site');
    await audit();
  });
}

for (const { scheme, tag } of schemes) {
  test(`what has begun, what is over and a refusal are sound, ${scheme}`, { tag }, async ({ page, open, member, event, as, audit }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await logInToDemo(page, open);
    await page.goto('/');
    await page.getByRole('link', { name: 'Four days of circle songs' }).click();
    await expect(page.locator('.part__state').getByText('It has begun')).toBeVisible();
    await audit();
    await open('/messages');
    await page.locator('.threadrow', { hasText: 'Last week’s session' }).getByRole('link').click();
    await page.locator('.threadhead').getByRole('link', { name: 'Last week’s session' }).click();
    await expect(page.locator('.part__state').getByText('It is over')).toBeVisible();
    await audit();
    const [host, guest] = [await member('ada'), await member('bob')];
    const path = await event(host, { capacity: '3' });
    const slug = path.replace('/events/', '');
    for (const [who, act, form] of [
      [guest, 'events/join', { slug }],
      [host, 'events/decide', { slug, username: guest.username, answer: 'decline', note: 'We need a *cellist*.' }],
    ] as const) {
      expect((await who.api.post(`/api/${act}`, { form })).status()).toBe(200);
    }
    await as(guest);
    await open(path);
    await expect(page.getByText('We need a *cellist*.')).toBeVisible();
    await audit();
  });

  test(`too much and a broken house are told soundly, ${scheme}`, { tag }, async ({ page, ownServer, audit }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto(`${ownServer.url}/login`);
    for (let attempt = 0; attempt < 6; attempt++) {
      await page.getByLabel('User name or e-mail').fill('nobody');
      await page.getByLabel('Password').fill(`guess number ${attempt}`);
      const answered = page.waitForResponse((response) => response.url().endsWith('/api/accounts/login'));
      await page.getByRole('button', { name: 'Log in' }).last().click();
      expect((await answered).status()).toBe(attempt < 5 ? 422 : 429);
    }
    await expect(page.getByRole('alert').first()).toContainText('seconds');
    await audit();
    ownServer.loseTables();
    expect((await page.goto(`${ownServer.url}/events`))?.status()).toBe(500);
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
    await audit();
  });
}

test('the first tab stop skips to the content', async ({ page, open }) => {
  await open('/events');
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to the content' });
  await expect(skip).toBeFocused();
  await skip.press('Enter');
  await expect(page.locator('#main')).toBeFocused();
});

test('the profile is changed and shown', async ({ page, open, ready, member, as, audit }) => {
  const ada = await member('ada');
  await as(ada);
  await open('/settings/profile');
  await page.getByLabel('Name', { exact: false }).first().fill('Ada Exemplo');
  await page.getByLabel('Town').fill('Lisboa');
  await page.getByLabel('About you').fill('Bassoon, mostly.');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Your profile is saved.')).toBeVisible();
  await ready();
  await audit();
  await open(`/musicians/${ada.username}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ada Exemplo');
  await expect(page.getByText('Bassoon, mostly.')).toBeVisible();
});

test('the printed demo log-in works', async ({ page, open }) => logInToDemo(page, open));

async function logInToDemo(page: Page, open: (path: string) => Promise<void>) {
  const login = readFileSync(`${process.env.TUTTI_E2E_DATA}/demo-login`, 'utf8');
  const [, name, password] = login.match(/^(\S+)\s+(\S+)/) ?? [];
  await open('/login');
  await page.getByLabel('User name or e-mail').fill(name);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(page.getByText('welcome back')).toBeVisible();
}
