// What somebody typed stays theirs: when a session ends, when an answer gets lost, when another was faster, when one goes
// back.
import { expect, test } from '../fixtures';

const soon = () => new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 16);

test('a session that ends takes no words along', async ({ page, open, ready, member, as, audit, script }) => {
  const ada = await member('ada');
  await as(ada);
  await open('/events/new');
  await page.getByLabel('Title').fill('A jam that took long to write');
  await page.getByLabel('What will you play?').fill('Reels.\n\n  And jigs.');
  await page.getByLabel('Town').fill('Lisboa');
  await page.getByLabel('Starts').fill(soon());
  expect((await ada.api.post('/api/accounts/logout', { form: { page: '/' } })).status()).toBe(200);
  await page.getByRole('button', { name: 'Post the event' }).click();
  if (!script) {
    await expect(page.getByRole('heading', { name: 'What you typed' })).toBeVisible();
    await expect(page.getByLabel('Title')).toHaveValue('A jam that took long to write');
    await expect(page.getByLabel('What will you play?')).toHaveValue('Reels.\n\n  And jigs.');
    await audit();
    await page.getByRole('main').getByRole('link', { name: 'Log in' }).click();
    await expect(page).toHaveURL(/\/login\?next=%2Fevents%2Fnew$/);
    return;
  }
  const way = page.getByRole('alert').getByRole('link', { name: 'Log in first' });
  await expect(way).toBeVisible();
  await expect(page).toHaveURL(/\/events\/new$/);
  await audit();
  const opened = page.context().waitForEvent('page');
  await way.click();
  const tab = await opened;
  await ready(tab);
  await tab.getByLabel('User name or e-mail').fill(ada.username);
  await tab.getByLabel('Password').fill(ada.password);
  await tab.getByRole('button', { name: 'Log in' }).click();
  await expect(tab.getByText('welcome back')).toBeVisible();
  await tab.close();
  await expect(page.getByLabel('What will you play?')).toHaveValue('Reels.\n\n  And jigs.');
  await page.getByRole('button', { name: 'Post the event' }).click();
  await expect(page.getByText('Your event is posted.')).toBeVisible();
});

test('a message to whom one may not write any more is not lost', async ({ page, open, member, event, as, audit }) => {
  const [ada, bob, eve] = [await member('ada'), await member('bob'), await member('eve')];
  const slug = (await event(ada)).replace('/events/', '');
  const host = { form: { slug, username: bob.username } };
  expect((await ada.api.post('/api/events/add_host', host)).status()).toBe(200);
  await as(eve);
  await open(`/messages/${slug}/${bob.username}`);
  await page.getByRole('textbox').fill('May I bring a cajón?');
  expect((await ada.api.post('/api/events/remove_host', host)).status()).toBe(200);
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByRole('textbox', { name: /^Your message/ })).toHaveValue('May I bring a cajón?');
  await expect(page.getByText('This page is silent').first()).toBeVisible();
  await audit();
});

test('a draft stays a draft when an answer is not ours @script', async ({ page, open, member, as }) => {
  await as(await member('ada'));
  await open('/events/new');
  await page.getByLabel('Title').fill('Half an idea');
  await page.getByLabel('Town').fill('Lisboa');
  await page.getByLabel('Starts').fill(soon());
  let lost = true;
  await page.route('**/api/events/create', async (route) => {
    if (lost) await route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>Bad gateway</h1>' });
    else await route.continue();
    lost = false;
  });
  await page.getByRole('button', { name: 'Keep as a draft' }).click();
  await expect(page.getByText('Your draft is kept.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Post it now' })).toBeVisible();
});

test('an event that is cancelled while one edits it shows what was typed', async ({ page, open, ready, member, event, as, audit }) => {
  const ada = await member('ada');
  const path = await event(ada);
  await as(ada);
  await open(`${path}/edit`);
  await page.getByLabel('Title').fill('Another title');
  const form = { slug: path.replace('/events/', '') };
  expect((await ada.api.post('/api/events/cancel', { form })).status()).toBe(200);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert')).toContainText('This event is cancelled.');
  await ready();
  await expect(page.getByLabel('Title')).toHaveValue('Another title');
  await audit();
});

test('saving again takes nothing back that another host changed', async ({ page, open, ready, member, event, as }) => {
  const [ada, bob] = [await member('ada'), await member('bob')];
  const path = await event(ada, { description: 'Reels.\n\nAnd jigs.' });
  const slug = path.replace('/events/', '');
  await ada.api.post('/api/events/add_host', { form: { slug, username: bob.username } });
  await as(bob);
  await open(`${path}/edit`);
  const changed = await ada.api.post('/api/events/update', { form: { slug, description: 'Polkas.', fee: '5 €' } });
  expect(changed.status()).toBe(200);
  await page.getByLabel('Title').fill('Bob was here');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert').first()).toContainText('changed elsewhere');
  await ready();
  await expect(page.getByLabel('Title')).toHaveValue('Bob was here');
  await expect(page.getByLabel('What will you play?')).toHaveValue('Polkas.');
  await expect(page.locator('blockquote')).toHaveText('Slow Sunday session');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('The event is changed.')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Bob was here');
  await expect(page.getByText('Polkas.')).toBeVisible();
  await expect(page.getByText('5 €').first()).toBeVisible();
});

test('a refused word to whom one removes is told in sight', async ({ page, open, member, event, as, audit }) => {
  const [ada, bob] = [await member('ada'), await member('bob')];
  const path = await event(ada);
  await bob.api.post('/api/events/join', { form: { slug: path.replace('/events/', '') } });
  await as(ada);
  await open(`${path}/edit`);
  await page.getByText(`Remove ${bob.username}`).click();
  await page.getByLabel('A word to them').fill('bell \u0007');
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(page.getByLabel('A word to them')).toBeVisible();
  await expect(page.getByText('This contains characters that can’t be shown.').last()).toBeVisible();
  await audit();
});

test.describe('in New York', () => {
  test.use({ timezoneId: 'America/New_York' });

  const preview = '[data-preview]';

  test('a zone is the last event’s, else the profile’s, else the browser’s @script', async ({ page, open, member, event, as }) => {
    const ada = await member('ada');
    await as(ada);
    await open('/events/new');
    const zone = page.getByLabel('Time zone');
    await expect(zone).toHaveValue('America/New_York');
    await page.getByLabel('Starts').fill('2027-05-01T20:00');
    await expect(page.locator(preview)).toHaveText('20:00 in America/New_York');
    await ada.api.post('/api/profiles/update', { form: { time_zone: 'Europe/Paris' } });
    await open('/events/new');
    await expect(zone).toHaveValue('Europe/Paris');
    await event(ada, { time_zone: 'America/Sao_Paulo' });
    await open('/events/new');
    await expect(zone).toHaveValue('America/Sao_Paulo');
  });

  test('an event that is posted again keeps its zone @script', async ({ page, open, member, event, as }) => {
    const [ada, bob] = [await member('ada'), await member('bob')];
    const slug = (await event(ada)).replace('/events/', '');
    await ada.api.post('/api/events/add_host', { form: { slug, username: bob.username } });
    await as(bob);
    await open(`/events/new?like=${slug}`);
    await expect(page.getByLabel('Title')).toHaveValue('Slow Sunday session');
    await expect(page.getByLabel('Time zone')).toHaveValue('Europe/Lisbon');
    await page.getByLabel('Starts').fill('2027-05-01T20:00');
    await expect(page.locator(preview)).toHaveText('20:00 in Europe/Lisbon');
  });

  test('going back brings the zone that was typed @script', async ({ page, open, ready, member, as }) => {
    await as(await member('ada'));
    await open('/events/new');
    await page.getByLabel('Time zone').fill('Europe/Berlin');
    await page.getByLabel('Starts').fill('2027-05-01T20:00');
    await open('/about');
    await page.goBack();
    await ready();
    await expect(page.getByLabel('Time zone')).toHaveValue('Europe/Berlin');
    await expect(page.locator(preview)).toHaveText('20:00 in Europe/Berlin');
  });
});
