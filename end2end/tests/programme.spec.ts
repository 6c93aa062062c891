// The programme and its filters, and whoever looks for players.
import { expect, filters, test } from '../fixtures';

test('somebody looks for a drummer, and one answers', async ({ page, open, ready, member, as, another, audit }) => {
  const [ada, bob] = [await member('ada'), await member('bob')];
  const word = `forro${Date.now().toString(36)}`;
  await as(ada);
  await open('/events/new');
  await page.getByText('Looking for', { exact: true }).click();
  await expect(page.getByLabel('Starts')).toBeHidden();
  await page.getByLabel('Title').fill(`Drummer for ${word}`);
  await page.getByLabel('Town').fill('Lisboa');
  await page.getByRole('button', { name: 'Post the event' }).click();
  await expect(page.getByText('Your event is posted.')).toBeVisible();
  await ready();
  await audit();
  const guest = await another();
  await as(bob, guest);
  await open(`/events?q=${word}`, guest);
  await expect(guest.getByText('Nothing with')).toBeVisible();
  await guest.getByRole('link', { name: 'See who looks for players' }).click();
  await ready(guest);
  await expect(guest.getByRole('heading', { name: 'Looking for players' })).toBeVisible();
  await audit(guest);
  await guest.getByRole('link', { name: `Drummer for ${word}` }).click();
  await expect(guest.getByRole('button', { name: 'Take a place' })).toHaveCount(0);
  await guest.getByRole('link', { name: 'Write to the host' }).click();
  await ready(guest);
  await guest.getByRole('textbox').fill('I play, and I have a kit.');
  await guest.getByRole('button', { name: 'Send' }).click();
  await expect(guest.getByText('I play, and I have a kit.')).toBeVisible();
});

test('kinds and days narrow the programme, and each is taken away again', async ({ page, open, ready, member, event, audit }) => {
  const ada = await member('ada');
  const word = `waltz${Date.now().toString(36)}`;
  await event(ada, { title: `Jam of ${word}` });
  await event(ada, { title: `Gig of ${word}`, kind: 'gig' });
  await open(`/events?q=${word}`);
  await filters(page);
  await page.locator('.pick.gig').click();
  await page.getByRole('button', { name: 'Show events' }).click();
  await expect(page.getByRole('link', { name: `Gig of ${word}` })).toBeVisible();
  await expect(page.getByRole('link', { name: `Jam of ${word}` })).toHaveCount(0);
  expect(new URL(page.url()).searchParams.getAll('kind')).toEqual(['gig']);
  await ready();
  await audit();
  await page.getByRole('link', { name: 'Gig (remove)' }).click();
  await expect(page.getByRole('link', { name: `Jam of ${word}` })).toBeVisible();
  await open(`/events?q=${word}&from=2020-13-40`);
  await expect(page.getByText('A day is written like')).toBeVisible();
  await expect(page.getByRole('link', { name: `Jam of ${word}` })).toBeVisible();
  await audit();
});

test('with a script the filters show what they find at once @script', async ({ page, open, member, event }) => {
  const ada = await member('ada');
  const word = `tango${Date.now().toString(36)}`;
  await event(ada, { title: `Jam of ${word}` });
  await event(ada, { title: `Gig of ${word}`, kind: 'gig' });
  await open(`/events?q=${word}`);
  await page.evaluate(() => document.body.setAttribute('data-same', ''));
  await filters(page);
  await page.locator('.pick.gig').click();
  await expect(page.getByRole('link', { name: `Jam of ${word}` })).toHaveCount(0);
  await expect(page.locator('[data-count]')).toHaveText('1 event shown');
  await expect(page).toHaveURL(new RegExp(`q=${word}&kind=gig$`));
  await expect(page.locator('.pick.gig input')).toBeChecked();
  await page.goBack();
  await expect(page.getByRole('link', { name: `Jam of ${word}` })).toBeVisible();
  await expect(page.locator('.pick.gig input')).not.toBeChecked();
  await expect(page.locator('body[data-same]')).toHaveCount(1);
});

test('who has nothing on nearby is told, and sees what is on elsewhere', async ({ page, open, member, event, as }) => {
  const ada = await member('ada');
  await event(ada);
  expect((await ada.api.post('/api/profiles/update', { form: { town: 'Nowhere-on-Sea' } })).status()).toBe(200);
  await as(ada);
  await open('/');
  await expect(page.getByText('Nothing is on in Nowhere-on-Sea yet.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'What you host' })).toBeVisible();
});
