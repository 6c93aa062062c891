// Every page, empty and full, in light and dark: axe finds nothing, nothing scrolls sideways, keys reach everything.
import { expect, test } from '../fixtures';

for (const scheme of ['light', 'dark'] as const) {
  test(`every page is sound for a guest, ${scheme}`, async ({ page, open, member, event, audit }) => {
    await page.emulateMedia({ colorScheme: scheme });
    const ada = await member('ada');
    const path = await event(ada, { description: 'Boleros.\nhttps://example.test', capacity: '3', fee: '5 €', gear: 'A piano' });
    for (const at of ['/', '/about', '/events', '/events?q=nothinglikeit', path, `/musicians/${ada.username}`, '/login', '/signup', '/nothing/here']) {
      await page.goto(at);
      await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
      await audit();
    }
    void open;
  });

  test(`every page is sound for a member, ${scheme}`, async ({ page, member, event, as, audit }) => {
    await page.emulateMedia({ colorScheme: scheme });
    const [ada, bob] = [await member('ada'), await member('bob')];
    const path = await event(ada, { capacity: '30' });
    const slug = path.replace('/events/', '');
    await as(bob);
    for (const at of ['/', '/messages', '/events/new', path, `/messages/${slug}/${ada.username}`, '/settings/profile']) {
      await page.goto(at);
      await audit();
    }
    await bob.api.post('/api/events/join', { form: { slug } });
    await bob.api.post('/api/messages/send', { form: { slug, to: ada.username, content: 'hello' } });
    await ada.api.post('/api/messages/send', { form: { slug, to: bob.username, content: 'hello\nthere' } });
    for (const at of ['/', '/messages', path, `/messages/${slug}/${ada.username}`]) {
      await page.goto(at);
      await audit();
    }
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

test('the printed demo log-in works', async ({ page, open }) => {
  const { readFileSync } = await import('node:fs');
  const login = readFileSync(`${process.env.TUTTI_E2E_DATA}/demo-login`, 'utf8');
  const [, name, password] = login.match(/^(\S+)\s+(\S+)/) ?? [];
  await open('/login');
  await page.getByLabel('User name or e-mail').fill(name);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(page.getByText('welcome back')).toBeVisible();
});
