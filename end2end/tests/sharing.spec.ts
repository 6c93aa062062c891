// An event leaves the site: its picture, its link, its code, and the poster on the wall.
import { expect, test } from '../fixtures';

test('an event is shared by its link and its picture', async ({ page, open, member, event, audit, request }) => {
  const ada = await member('ada');
  const path = await event(ada, { venue: 'Demo Room 3', capacity: '4' });
  await open(path);
  const share = page.getByRole('region', { name: 'Share it' });
  const link = share.getByLabel('Link to this event');
  await expect(link).toHaveValue(new RegExp(`^http.*${path}$`));
  await expect(link).toHaveAttribute('readonly');
  await expect(share.locator('.qr')).toHaveCount(0);
  await audit();

  const picture = await page.locator('meta[property="og:image"]').getAttribute('content');
  expect(new URL(picture!).pathname).toBe(`${path}/poster.png`);
  const answer = await request.get(new URL(picture!).pathname);
  expect(answer.status()).toBe(200);
  expect(answer.headers()['content-type']).toBe('image/png');
  // The header of a PNG holds its size.
  const bytes = await answer.body();
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1200, 630]);

  const told = await page.locator('script[type="application/ld+json"]').textContent();
  expect(JSON.parse(told!)['@type']).toBe('MusicEvent');
});

test('the link is copied by a button', { tag: '@script' }, async ({ page, context, open, member, event, audit }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const ada = await member('ada');
  const path = await event(ada);
  await open(path);
  await page.getByRole('button', { name: 'Copy the link' }).click();
  await expect(page.getByText('The link is copied.')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    await page.getByLabel('Link to this event').inputValue(),
  );
  await audit();
});

test('without a script there is no button that does nothing', async ({ page, open, member, event, script }) => {
  test.skip(script, 'a script makes the button work');
  const ada = await member('ada');
  await open(await event(ada));
  await expect(page.getByRole('button', { name: 'Copy the link' })).toHaveCount(0);
  await expect(page.getByLabel('Link to this event')).toBeVisible();
});

test('an unlisted event has its code on the page', async ({ page, open, member, event, as, audit, request }) => {
  const ada = await member('ada');
  const path = await event(ada, { visibility: 'unlisted' });
  await as(ada);
  await open(path);
  const share = page.getByRole('region', { name: 'Share it' });
  await expect(share.getByText('Only whoever has this link finds the event.')).toBeVisible();
  await expect(share.locator('.qr')).toBeVisible();
  await audit();
  const file = share.getByRole('link', { name: 'Save the link as a QR code' });
  await expect(file).toHaveAttribute('download', /\.svg$/);
  const answer = await request.get((await file.getAttribute('href'))!);
  expect(answer.headers()['content-type']).toBe('image/svg+xml');
});

test('whoever has the link of an unlisted event sees it, and nobody finds it', async ({ page, open, member, event, as, another, audit }) => {
  const ada = await member('ada');
  const word = `hush${Date.now().toString(36)}`;
  const title = `Session of ${word}`;
  const path = await event(ada, { visibility: 'unlisted', title });
  await as(ada);
  await open(path);
  const link = await page.getByLabel('Link to this event').inputValue();
  expect(new URL(link).pathname).toBe(path);

  const guest = await another();
  await open(new URL(link).pathname, guest);
  await expect(guest.getByRole('heading', { level: 1 })).toContainText(title);
  await expect(guest.getByRole('link', { name: 'Take a place' })).toBeVisible();
  await audit(guest);
  for (const list of ['/events', '/', `/musicians/${ada.username}`]) {
    await open(list, guest);
    await expect(guest.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(guest.getByText(title)).toHaveCount(0);
  }
  await open(`/events?q=${word}`, guest);
  await expect(guest.getByText('Nothing with')).toBeVisible();
  await expect(guest.getByRole('link', { name: title })).toHaveCount(0);
});

for (const [what, fields] of [
  ['an event', { venue: 'Demo Room 3', capacity: '4' }],
  [
    'one with a long name',
    {
      title: 'Four long days of circle songs by the river, and a fifth one for whoever wants to stay on until the evening',
      venue: 'The rehearsal room at the very end of the yard behind the old conservatory',
      description: 'Bring a chair.\n'.repeat(60),
    },
  ],
] as const) {
  test(`${what} prints as a poster on one sheet`, async ({ page, open, member, event }) => {
    const ada = await member('ada');
    await open(await event(ada, fields));
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g) ?? [];
    expect(pages).toHaveLength(1);
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByText('Take a place at')).toBeVisible();
    await expect(page.locator('.needed .qr')).toBeVisible();
    await expect(page.locator('.tear li')).toHaveCount(8);
    await expect(page.getByRole('region', { name: 'Share it' })).toBeHidden();
  });
}
