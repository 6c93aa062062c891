// Telling the moderators of an event, a musician, a message.
import { expect, test } from '../fixtures';

test('an event is reported', async ({ page, open, ready, member, event, as, audit }) => {
  const [ada, bob] = [await member('ada'), await member('bob')];
  const path = await event(ada, { description: 'Send 50 € first.' });
  await as(bob);
  await open(path);
  await page.getByRole('link', { name: 'Report this event' }).click();
  await ready();
  await audit();
  await page.getByRole('button', { name: 'Report it' }).click();
  await expect(page.getByText('Choose what is wrong with it.').last()).toBeVisible();
  await ready();
  await audit();
  await page.getByLabel('A scam, or not true').check();
  await page.getByLabel('What should the moderators know?').fill('He asked me, too.');
  await page.getByRole('button', { name: 'Report it' }).click();
  await expect(page.getByText('Thank you. Your report is with the moderators now.')).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`${path}$`));
});

test('who is not signed in logs in and comes back to the form', async ({ page, open, ready, member, event }) => {
  const [ada, bob] = [await member('ada'), await member('bob')];
  await open(await event(ada));
  await page.getByRole('link', { name: 'Report this event' }).click();
  await ready();
  await page.getByLabel('User name or e-mail').fill(bob.username);
  await page.getByLabel('Password').fill(bob.password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Report');
});

test('a musician and a message are reported', async ({ page, open, ready, member, event, as, audit }) => {
  const [ada, bob] = [await member('ada'), await member('bob')];
  const slug = (await event(ada)).replace('/events/', '');
  const form = { slug, to: ada.username, content: 'You play like a wet sponge.' };
  expect((await bob.api.post('/api/messages/send', { form })).status()).toBe(200);
  await as(ada);
  await open(`/musicians/${bob.username}`);
  await audit();
  await page.getByRole('link', { name: 'Report this profile' }).click();
  await ready();
  await page.getByLabel('Spam').check();
  await page.getByRole('button', { name: 'Report it' }).click();
  await expect(page.getByText('Thank you.')).toBeVisible();
  await open(`/messages/${slug}/${bob.username}`);
  await page.getByRole('link', { name: /^Report the message/ }).click();
  await ready();
  await expect(page.locator('blockquote')).toHaveText('You play like a wet sponge.');
  await audit();
  await page.getByLabel('Harassment').check();
  await page.getByRole('button', { name: 'Report it' }).click();
  await expect(page.getByText('Thank you.')).toBeVisible();
});
