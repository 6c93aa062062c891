// What goes wrong, and that nothing is lost by it.
import { expect, test } from '../fixtures';

test('a wrong password is said at its field', async ({ page, open, member, audit, script }) => {
  const ada = await member('ada');
  await open('/login');
  await page.getByLabel('User name or e-mail').fill(ada.username);
  await page.getByLabel('Password').fill('not this one at all');
  await page.getByRole('button', { name: 'Log in' }).click();
  const summary = page.getByRole('alert');
  await expect(summary).toContainText('Something is not right yet');
  await expect(page.getByLabel('User name or e-mail')).toHaveValue(ada.username);
  await expect(page.getByLabel('Password')).toHaveValue(script ? 'not this one at all' : '');
  await expect(page.getByText('don’t go together').last()).toBeVisible();
  await expect(page).toHaveTitle('Error: Log in · Tutti');
  await audit();
  await page.getByLabel('Password').fill(ada.password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(page.getByText('welcome back')).toBeVisible();
});

test('a taken name leaves the rest as it was', async ({ page, open, member, audit }) => {
  const ada = await member('ada');
  await open('/signup');
  await page.getByLabel('User name').fill(ada.username.toUpperCase());
  await page.getByLabel('E-mail').fill(`other-${ada.email}`);
  await page.getByLabel('Password').fill(ada.password);
  await page.getByRole('button', { name: 'Sign up' }).click();
  await expect(page.getByText('This name is taken').last()).toBeVisible();
  await expect(page.getByLabel('E-mail')).toHaveValue(`other-${ada.email}`);
  await expect(page.getByLabel('User name')).toHaveAttribute('aria-invalid', 'true');
  await audit();
});

test('every fault of an event is told at once, linked to its field', async ({ page, open, member, as, audit }) => {
  await as(await member('ada'));
  await open('/events/new');
  await page.getByLabel('Title').fill('ab');
  await page.getByLabel('What will you play?').fill('\n</textarea><b>&amp; first line empty');
  await page.getByLabel('How many players').fill('many');
  await page.getByRole('button', { name: 'Post the event' }).click();
  const summary = page.getByRole('alert');
  await expect(summary.getByRole('link').first()).toBeVisible();
  expect(await summary.getByRole('link').count()).toBeGreaterThanOrEqual(3);
  await expect(page.getByLabel('Title')).toHaveValue('ab');
  await expect(page.getByLabel('What will you play?')).toHaveValue('\n</textarea><b>&amp; first line empty');
  await audit();
  await summary.getByRole('link').first().click();
  await expect(page.getByLabel('Title')).toBeFocused();
});

test('an over-long message stays in its field', async ({ page, open, member, event, as, audit }) => {
  const [ada, bob] = [await member('ada'), await member('bob')];
  const path = await event(ada);
  await as(bob);
  await open(`/messages${path.replace('/events', '')}/${ada.username}`);
  const field = page.getByRole('textbox');
  const long = 'la '.repeat(1_400);
  await field.fill(long);
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByText(/characters more than the 4,?000/).last()).toBeVisible();
  await expect(page.getByRole('textbox')).toHaveValue(long);
  await audit();
});

test('a stranger’s thread is not there', async ({ page, open, member, event, as, audit }) => {
  const [ada, bob, eve] = [await member('ada'), await member('bob'), await member('eve')];
  const slug = (await event(ada)).replace('/events/', '');
  const sent = await bob.api.post('/api/messages/send', { form: { slug, to: ada.username, content: 'hello' } });
  expect(sent.status()).toBe(200);
  await as(eve);
  const answer = await page.goto(`/messages/${slug}/${bob.username}`);
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await audit();
  await page.getByRole('main').getByRole('link', { name: 'See what is on' }).click();
  await expect(page).toHaveURL(/\/events$/);
  await open('/events');
});

test('a full event takes nobody, and says so', async ({ page, open, member, event, as, audit }) => {
  const [ada, bob, eve] = [await member('ada'), await member('bob'), await member('eve')];
  const path = await event(ada, { capacity: '1' });
  await as(eve);
  await open(path);
  const stale = page.getByRole('button', { name: 'Take a place' });
  await expect(stale).toBeVisible();
  const joined = await bob.api.post('/api/events/join', { form: { slug: path.replace('/events/', '') } });
  expect(await joined.json()).toEqual({ status: 'accepted' });
  await stale.click();
  await expect(page.getByText('Sorry, the last place has just gone.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Take a place' })).toHaveCount(0);
  await audit();
});

test('back after an act shows no second act', async ({ page, open, ready, member, event, as }) => {
  const [ada, bob] = [await member('ada'), await member('bob')];
  const path = await event(ada);
  await as(bob);
  await open('/events');
  await open(path);
  await page.getByRole('button', { name: 'Take a place' }).click();
  await expect(page.getByText('Your place is taken.')).toBeVisible();
  const acts: string[] = [];
  page.on('request', (sent) => { if (sent.method() === 'POST') acts.push(sent.url()); });
  await page.goBack();
  await ready();
  await expect(page.getByText('Your place is taken.')).toHaveCount(0);
  await page.goForward();
  await ready();
  await open(path);
  await expect(page.getByRole('button', { name: 'Give it up' })).toBeVisible();
  await expect(page.getByText('Your place is taken.')).toHaveCount(0);
  expect(acts).toEqual([]);
});

test('a double click posts one event', async ({ page, open, member, as }) => {
  const ada = await member('ada');
  await as(ada);
  await open('/events/new');
  const title = `Twice ${Date.now().toString(36)}${Math.random().toString(36).slice(2, 6)}`;
  await page.getByLabel('Title').fill(title);
  await page.getByLabel('Town').fill('Lisboa');
  await page.getByLabel('Starts').fill(new Date(Date.now() + 86_400_000).toISOString().slice(0, 16));
  await page.getByRole('button', { name: 'Post the event' }).dblclick();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(title);
  await open(`/musicians/${ada.username}`);
  await expect(page.getByRole('link', { name: title })).toHaveCount(1);
});

test('a double click sends one message', async ({ page, open, member, event, as }) => {
  const [ada, bob] = [await member('ada'), await member('bob')];
  const path = await event(ada);
  await as(bob);
  await open(`/messages${path.replace('/events', '')}/${ada.username}`);
  await page.getByRole('textbox').fill('only once');
  await page.getByRole('button', { name: 'Send' }).dblclick();
  await expect(page.locator('.talk').getByText('only once')).toHaveCount(1);
  await open(`/messages${path.replace('/events', '')}/${ada.username}`);
  await expect(page.locator('.talk').getByText('only once')).toHaveCount(1);
});

test('a double click takes one place, and leaves it taken', async ({ page, open, member, event, as }) => {
  const [ada, bob] = [await member('ada'), await member('bob')];
  await as(bob);
  await open(await event(ada, { capacity: '3' }));
  await page.getByRole('button', { name: 'Take a place' }).dblclick();
  await expect(page.getByRole('button', { name: 'Give it up' })).toBeVisible();
  await expect(page.getByText('Your place is taken.')).toBeVisible();
});

test('a double click signs up once', async ({ page, open }) => {
  const username = `twice-${Date.now().toString(36)}${Math.random().toString(36).slice(2, 6)}`;
  await open('/signup');
  await page.getByLabel('User name').fill(username);
  await page.getByLabel('E-mail').fill(`${username}@example.test`);
  await page.getByLabel('Password').fill('seven crooked bassoons at dawn');
  await page.getByRole('button', { name: 'Sign up' }).dblclick();
  await expect(page.getByText('Welcome to Tutti.')).toBeVisible();
});

test('two windows edit one profile: the later one sees both texts and can go on', async ({ page, open, ready, member, as, another, audit }) => {
  const ada = await member('ada');
  await as(ada);
  const other = await another();
  await as(ada, other);
  await open('/settings/profile');
  await open('/settings/profile', other);
  await other.getByLabel('Town').fill('Porto');
  await other.getByRole('button', { name: 'Save' }).click();
  await expect(other.getByText('Your profile is saved.')).toBeVisible();
  await page.getByLabel('Town').fill('Braga');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await ready();
  await expect(page.getByLabel('Town')).toHaveValue('Braga');
  await expect(page.getByRole('blockquote').or(page.locator('blockquote'))).toContainText('Porto');
  await audit();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Your profile is saved.')).toBeVisible();
  await expect(page.getByLabel('Town')).toHaveValue('Braga');
});

test('logged out elsewhere, an act leads to log-in and back', async ({ page, open, member, event, as }) => {
  const [ada, bob] = [await member('ada'), await member('bob')];
  const path = await event(ada);
  await as(bob);
  await open(path);
  await page.context().clearCookies();
  await page.getByRole('button', { name: 'Take a place' }).click();
  await page.waitForURL(/\/login\?next=/);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(new URL(page.url()).searchParams.get('next')).toBe(path);
});

test('without a network nothing typed is lost @script', async ({ page, open, member, event, as }) => {
  const [ada, bob] = [await member('ada'), await member('bob')];
  const path = await event(ada);
  await as(bob);
  await open(`/messages${path.replace('/events', '')}/${ada.username}`);
  await page.getByRole('textbox').fill('from a tunnel');
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByRole('alert')).toContainText('The network is away');
  await expect(page.getByRole('textbox')).toHaveValue('from a tunnel');
  await page.context().setOffline(false);
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.locator('.talk').getByText('from a tunnel')).toBeVisible();
});

test('a sent message appears without a reload @script', async ({ page, open, member, event, as }) => {
  const [ada, bob] = [await member('ada'), await member('bob')];
  const path = await event(ada);
  await as(bob);
  await open(`/messages${path.replace('/events', '')}/${ada.username}`);
  await page.evaluate(() => { (window as unknown as { stayed: boolean }).stayed = true; });
  for (const text of ['first', 'second', '<b>third</b> & last']) {
    await page.getByRole('textbox').fill(text);
    await page.getByRole('button', { name: 'Send' }).click();
    await expect(page.locator('.talk').getByText(text, { exact: true })).toBeVisible();
    await expect(page.getByRole('textbox')).toHaveValue('');
    await expect(page.getByRole('textbox')).toBeFocused();
  }
  expect(await page.evaluate(() => (window as unknown as { stayed?: boolean }).stayed)).toBe(true);
  const live = await page.locator('.talk').innerHTML();
  await open(new URL(page.url()).pathname);
  expect(await page.locator('.talk').innerHTML(), 'as the server renders it').toBe(live);
});
