// The whole walk: sign up, post, find, take part, write to each other.
import { expect, filters, test } from '../fixtures';

test('two musicians find each other and write', async ({ page, open, ready, another, audit }, info) => {
  test.slow();
  const tag = `${info.project.name}-${Date.now().toString(36)}`.replace(/[^a-z0-9-]/g, '');
  const word = `bossa${Date.now().toString(36)}${info.parallelIndex}`;
  const soon = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 16);

  await test.step('a host signs up and posts an event', async () => {
    await open('/');
    await page.getByRole('link', { name: 'Sign up' }).first().click();
    await ready();
    await page.getByLabel('User name').fill(`h-${tag}`.slice(0, 30));
    await page.getByLabel('E-mail').fill(`h-${tag}@example.test`);
    await page.getByLabel('Password').fill('seven crooked bassoons at dawn');
    await page.getByRole('button', { name: 'Sign up' }).click();
    await expect(page.getByText('Welcome to Tutti.')).toBeVisible();
    await ready();
    await audit();
    await open('/events/new');
    await page.getByLabel('Title').fill(`Slow ${word} session`);
    await page.getByLabel('What will you play?').fill('Boleros, and no hurry.\nhttps://example.test/songs');
    await page.getByLabel('Starts').fill(soon);
    await page.getByLabel('Place', { exact: false }).first().fill('Demo Room 3');
    await page.getByLabel('Town').fill('Lisboa');
    await page.getByLabel('How many players').fill('2');
    await page.getByRole('button', { name: 'Post the event' }).click();
    await expect(page.getByText('Your event is posted.')).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(`Slow ${word} session`);
    await ready();
    await audit();
  });

  const eventUrl = new URL(page.url()).pathname;
  const guest = await another();

  await test.step('another musician finds it and takes part', async () => {
    await open('/events', guest);
    await filters(guest);
    await guest.getByLabel('Words').fill(word);
    await guest.getByRole('button', { name: 'Show events' }).click();
    await guest.getByRole('link', { name: `Slow ${word} session` }).click();
    await ready(guest);
    await guest.getByRole('link', { name: 'Take a place' }).click();
    await ready(guest);
    await expect(guest).toHaveURL(/\/signup\?next=/);
    await guest.getByLabel('User name').fill(`g-${tag}`.slice(0, 30));
    await guest.getByLabel('E-mail').fill(`g-${tag}@example.test`);
    await guest.getByLabel('Password').fill('nine patient oboes by the sea');
    await guest.getByRole('button', { name: 'Sign up' }).click();
    await expect(guest.getByText('Welcome to Tutti.')).toBeVisible();
    await ready(guest);
    await guest.getByRole('link', { name: 'Skip this' }).click();
    await guest.waitForURL(`**${eventUrl}?then=join`);
    await ready(guest);
    await expect(guest.getByText('You are in. Press “Take a place”')).toBeVisible();
    await expect(guest.getByRole('button', { name: 'Take a place' })).toBeFocused();
    await guest.getByRole('button', { name: 'Take a place' }).click();
    await expect(guest.getByText('Your place is taken.')).toBeVisible();
    await expect(guest.getByRole('button', { name: 'Give it up' })).toBeVisible();
    await ready(guest);
    await audit(guest);
  });

  await test.step('they write to each other', async () => {
    await guest.getByRole('link', { name: 'Write to the host' }).click();
    await ready(guest);
    await guest.getByRole('textbox').fill('May I bring a cajón?');
    await guest.getByRole('button', { name: 'Send' }).click();
    await expect(guest.locator('main').getByText('May I bring a cajón?').first()).toBeVisible();
    await expect(guest.getByRole('textbox')).toHaveValue('');
    await audit(guest);

    await open('/events');
    await expect(page.getByText('unread: 1').first()).toBeAttached();
    await open('/messages');
    await audit();
    await page.getByRole('link', { name: new RegExp(`g-${tag}`.slice(0, 30)) }).first().click();
    await ready();
    await expect(page.locator('main').getByText('May I bring a cajón?')).toBeVisible();
    await page.getByRole('textbox').fill('Bring two.');
    await page.getByRole('button', { name: 'Send' }).click();
    await expect(page.locator('main').getByText('Bring two.').first()).toBeVisible();
    await ready();
    await audit();
    await open(new URL(guest.url()).pathname, guest);
    await expect(guest.locator('main').getByText('Bring two.')).toBeVisible();
  });

  await test.step('the place is given up', async () => {
    await open(eventUrl, guest);
    await guest.getByRole('button', { name: 'Give it up' }).click();
    await expect(guest.getByText('You gave up your place. It is free again.')).toBeVisible();
  });
});

test('who wants to write signs up and is back at the host', async ({ page, open, ready, member, event, audit }, info) => {
  const ada = await member('ada');
  const path = await event(ada);
  const tag = `${info.parallelIndex}${Date.now().toString(36)}${Math.random().toString(36).slice(2, 6)}`;
  await open(path);
  await page.getByRole('link', { name: 'Write to the host' }).click();
  await ready();
  await expect(page).toHaveURL(/\/signup\?next=/);
  await page.getByLabel('User name').fill(`w-${tag}`);
  await page.getByLabel('E-mail').fill(`w-${tag}@example.test`);
  await page.getByLabel('Password').fill('nine patient oboes by the sea');
  await page.getByRole('button', { name: 'Sign up' }).click();
  await expect(page.getByText('Welcome to Tutti.')).toBeVisible();
  await ready();
  await page.getByRole('link', { name: 'Skip this' }).click();
  await page.waitForURL(`**${path}?then=write`);
  await ready();
  await expect(page.getByText('You are in. Press “Write to the host”')).toBeVisible();
  const write = page.getByRole('link', { name: 'Write to the host' });
  await expect(write).toBeFocused();
  await audit();
  await write.click();
  await ready();
  await page.getByRole('textbox').fill('Is there a piano?');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.locator('.bubble').getByText('Is there a piano?')).toBeVisible();
});
