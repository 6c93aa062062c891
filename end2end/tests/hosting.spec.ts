// What a host does to an event: changes it, calls it off, posts it again, and shares it with another host.
import { expect, test } from '../fixtures';

test('an event is changed, and its page says the new', async ({ page, open, ready, member, event, as, audit }) => {
  const ada = await member('ada');
  const path = await event(ada, { capacity: '4' });
  await as(ada);
  await open(path);
  await page.getByRole('link', { name: 'Change it' }).click();
  await ready();
  await page.getByLabel('Title').fill('Quick Monday session');
  await page.getByLabel('How many players').fill('6');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('The event is changed.')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Quick Monday session');
  await expect(page.getByText('6 free of 6').first()).toBeVisible();
  await ready();
  await audit();
});

test('two hosts edit one event: the later one sees both texts and can go on', async ({ page, open, ready, member, event, as, another, audit }) => {
  const [ada, bob] = [await member('ada'), await member('bob')];
  const path = await event(ada);
  const shared = await ada.api.post('/api/events/add_host', {
    form: { slug: path.replace('/events/', ''), username: bob.username },
  });
  expect(shared.status()).toBe(200);
  await as(ada);
  const other = await another();
  await as(bob, other);
  await open(`${path}/edit`);
  await open(`${path}/edit`, other);
  await other.getByLabel('Town').fill('Porto');
  await other.getByRole('button', { name: 'Save' }).click();
  await expect(other.getByText('The event is changed.')).toBeVisible();
  await page.getByLabel('Town').fill('Braga');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert').first()).toContainText('changed elsewhere');
  await ready();
  await expect(page.getByLabel('Town')).toHaveValue('Braga');
  await expect(page.locator('blockquote')).toHaveText('Porto');
  await audit();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('The event is changed.')).toBeVisible();
  await expect(page.getByText('Braga').first()).toBeVisible();
});

test('an event is called off with a reason, and posted again', async ({ page, open, ready, member, event, as, another, audit }) => {
  const [ada, bob] = [await member('ada'), await member('bob')];
  const path = await event(ada, { venue: 'Demo Room 3' });
  await bob.api.post('/api/events/join', { form: { slug: path.replace('/events/', '') } });
  await as(ada);
  await open(`${path}/edit`);
  await page.getByLabel('Why?').fill('The roof leaks.');
  await page.getByRole('button', { name: 'Cancel the event' }).click();
  await expect(page.getByText('This event is cancelled: The roof leaks.').last()).toBeVisible();
  await ready();
  await audit();
  const guest = await another();
  await as(bob, guest);
  await open(path, guest);
  await expect(guest.getByText('This event is cancelled: The roof leaks.').last()).toBeVisible();
  await expect(guest.getByRole('button', { name: 'Take a place' })).toHaveCount(0);
  await page.getByRole('link', { name: 'Post it again' }).click();
  await ready();
  await expect(page.getByLabel('Title')).toHaveValue('Slow Sunday session');
  await expect(page.getByLabel('Starts')).toHaveValue('');
  await page.getByLabel('Starts').fill(new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 16));
  await page.getByRole('button', { name: 'Keep as a draft' }).click();
  await expect(page.getByText('Your draft is kept.')).toBeVisible();
  await ready();
  await audit();
  await page.getByRole('button', { name: 'Post it now' }).click();
  await expect(page.getByText('Your event is posted.')).toBeVisible();
});

test('hosts are added and parted with, and so are players', async ({ page, open, ready, member, event, as, audit }) => {
  const [ada, bob, eve] = [await member('ada'), await member('bob'), await member('eve')];
  const path = await event(ada);
  await eve.api.post('/api/events/join', { form: { slug: path.replace('/events/', '') } });
  await as(ada);
  await open(`${path}/edit`);
  await page.getByLabel('User name').fill('nobody-of-that-name');
  await page.getByRole('button', { name: 'Make a host' }).click();
  await expect(page.getByText('Nobody here has this user name.').last()).toBeVisible();
  await audit();
  await page.getByLabel('User name').fill(bob.username);
  await page.getByRole('button', { name: 'Make a host' }).click();
  await expect(page.getByText('There is one more host.')).toBeVisible();
  await ready();
  await page.getByText(`Remove ${eve.username}`).click();
  await page.getByLabel('A word to them').fill('We need a quieter flute.');
  await audit();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(page.getByText('It is decided')).toBeVisible();
  await ready();
  await page.getByRole('listitem').filter({ hasText: bob.username }).getByRole('button', { name: 'No host any more' }).click();
  await expect(page.getByText('There is one host fewer.')).toBeVisible();
});

test('another host changes the event in their own browser, and the last host stays one', async ({ page, open, ready, member, event, as, another, audit }) => {
  const [ada, bob] = [await member('ada'), await member('bob')];
  const path = await event(ada);
  await as(ada);
  await open(`${path}/edit`);
  await page.getByLabel('User name').fill(bob.username);
  await page.getByRole('button', { name: 'Make a host' }).click();
  await expect(page.getByText('There is one more host.')).toBeVisible();
  await ready();

  const other = await another();
  await as(bob, other);
  await open(path, other);
  await other.getByRole('link', { name: 'Change it' }).click();
  await ready(other);
  await other.getByLabel('Title').fill('Bob was here');
  await other.getByRole('button', { name: 'Save' }).click();
  await expect(other.getByText('The event is changed.')).toBeVisible();
  await expect(other.getByRole('heading', { level: 1 })).toContainText('Bob was here');
  await open(`${path}/edit`, other);

  await page.getByRole('listitem').filter({ hasText: ada.username }).getByRole('button', { name: 'No host any more' }).click();
  await expect(page.getByText('There is one host fewer.')).toBeVisible();
  await ready();
  await open(path);
  await expect(page.getByRole('link', { name: 'Change it' })).toHaveCount(0);
  expect((await page.goto(`${path}/edit`))?.status()).toBe(403);

  // His page still shows two hosts.
  await other.getByRole('listitem').filter({ hasText: bob.username }).getByRole('button', { name: 'No host any more' }).click();
  await expect(other.getByText('Somebody has to host it.').first()).toBeVisible();
  await open(`${path}/edit`, other);
  await expect(other.getByRole('button', { name: 'No host any more' })).toHaveCount(0);
  await audit(other);
});

test('what is over is found again by its host, and posted again', async ({ page, open, ready, member, event, as, audit }) => {
  const ada = await member('ada');
  await event(ada, { title: 'Quick Monday session', status: 'draft' });
  await as(ada);
  await open('/');
  await expect(page.getByRole('region', { name: 'Your drafts' })).toContainText('Quick Monday session');
  await page.getByRole('link', { name: 'All that you host and hosted' }).click();
  await ready();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('What you host');
  await audit();
  await page.getByRole('link', { name: 'Post it again: Quick Monday session' }).click();
  await ready();
  await expect(page.getByLabel('Title')).toHaveValue('Quick Monday session');
});
