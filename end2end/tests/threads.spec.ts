// A thread beyond writing in it: drafts, where it opens, read marks, muting, leaving, and taking words back.
import type { Page, Route } from '@playwright/test';
import { expect, test, type Member } from '../fixtures';

async function write(from: Member, to: Member, slug: string, content: string) {
  const answer = await from.api.post('/api/messages/send', { form: { slug, to: to.username, content } });
  expect(answer.status(), await answer.text()).toBe(200);
}

test('a draft survives a closed tab, for whoever typed it', async ({ page, open, ready, member, event, as, script }) => {
  test.skip(!script, 'drafts are kept by the script');
  const [ada, bob, eve] = [await member('ada'), await member('bob'), await member('eve')];
  const slug = (await event(ada)).replace('/events/', '');
  const thread = `/messages/${slug}/${ada.username}`;
  await as(bob);
  await open(thread);
  await page.getByRole('textbox').fill('May I bring a caj');
  const other = await page.context().newPage();
  await page.close();
  await open(thread, other);
  await expect(other.getByRole('textbox')).toHaveValue('May I bring a caj');
  await as(eve, other);
  await open(thread, other);
  await expect(other.getByRole('textbox')).toHaveValue('');
  await as(bob, other);
  await open(thread, other);
  await other.getByRole('textbox').fill('May I bring a cajón?');
  await other.getByRole('button', { name: 'Send' }).click();
  await expect(other.locator('.bubble').getByText('May I bring a cajón?')).toBeVisible();
  await open(thread, other);
  await expect(other.getByRole('textbox')).toHaveValue('');
  await other.getByRole('textbox').fill('And two bongos');
  await other.locator('.masthead .menu > summary').click();
  await other.getByRole('button', { name: 'Log out' }).click();
  await expect(other.getByText('You are logged out.')).toBeVisible();
  await ready(other);
  await expect.poll(() => other.evaluate(() => localStorage.length)).toBe(0);
});

test('a message whose answer never comes is sent once @script', async ({ page, open, ready, member, event, as }) => {
  const [ada, bob] = [await member('ada'), await member('bob')];
  const slug = (await event(ada)).replace('/events/', '');
  const thread = `/messages/${slug}/${ada.username}`;
  const said = (shown: Page, words: string) => shown.locator('.talk .bubble').getByText(words, { exact: true });
  const send = async (shown: Page, words: string) => {
    await shown.getByRole('textbox').fill(words);
    await shown.getByRole('button', { name: 'Send' }).click();
  };
  // What is held on its way does not say where it comes from.
  const reach = (route: Route) => {
    return route.fetch({ headers: { ...route.request().headers(), 'sec-fetch-site': 'same-origin' } });
  };
  await as(bob);
  await open(thread);

  // The server has it, and somebody in between answers in its place.
  const answer = { status: 502, contentType: 'text/html', body: '<h1>Bad gateway</h1>' };
  await page.route('**/api/messages/send', async (route) => {
    await reach(route);
    await route.fulfill(answer);
  }, { times: 1 });
  await send(page, 'first');
  await page.waitForURL(/#m-1$/);
  await ready();
  await expect(said(page, 'first')).toHaveCount(1);
  await expect(page.getByRole('textbox')).toHaveValue('');

  // The server has it, and the tab is closed before the answer.
  let reached = () => {};
  const arrived = new Promise<void>((resolve) => { reached = resolve; });
  await page.route('**/api/messages/send', async (route) => {
    await reach(route);
    reached();
  }, { times: 1 });
  await send(page, 'second');
  await arrived;
  const second = await page.context().newPage();
  await page.close();
  await open(thread, second);
  await expect(said(second, 'second')).toHaveCount(1);
  await expect(second.getByRole('textbox')).toHaveValue('');

  // The tab is closed, and the server has it only once the page stands there again.
  let hold = (_: string) => {};
  const held = new Promise<string>((resolve) => { hold = resolve; });
  // What is still on its way when a page closes goes on by itself: so it is held by being kept, and sent below.
  await second.route('**/api/messages/send', async (route) => {
    hold(route.request().postData() ?? '');
    await route.abort();
  }, { times: 1 });
  await send(second, 'third');
  const data = await held;
  const third = await second.context().newPage();
  await second.close();
  await open(thread, third);
  await expect(third.getByRole('textbox')).toHaveValue('third');
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  expect((await bob.api.post('/api/messages/send', { data, headers })).status()).toBe(200);
  await third.getByRole('button', { name: 'Send' }).click();
  await expect(said(third, 'third')).toHaveCount(1);
  await expect(third.getByRole('textbox')).toHaveValue('');
  await open(thread, third);
  await expect(third.locator('.talk .bubble')).toHaveText(['first', 'second', 'third']);
});

test('a long thread opens at the first unread message', async ({ page, open, ready, member, event, as, audit }) => {
  test.slow();
  const [ada, bob] = [await member('ada'), await member('bob')];
  const slug = (await event(ada)).replace('/events/', '');
  for (let said = 1; said <= 60; said++) await write(bob, ada, slug, `message number ${said}`);
  await as(ada);
  await open('/messages');
  await page.getByRole('link', { name: bob.username }).click();
  await ready();
  await expect(page.getByText('60 new')).toBeInViewport();
  await expect(page.getByText('message number 1', { exact: true })).toBeVisible();
  await expect(page.getByRole('textbox')).toHaveCount(0);
  await audit();
  await page.getByRole('link', { name: 'Later messages' }).click();
  await ready();
  await expect(page.getByText('message number 60', { exact: true })).toBeVisible();
  await expect(page.locator('.masthead .badge')).toHaveCount(0);
  await page.getByRole('textbox').fill('I have read it all.');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.locator('.bubble').getByText('I have read it all.')).toBeVisible();
});

test('read, deleted: both see it', async ({ page, open, ready, member, event, as, another, audit }) => {
  const [ada, bob] = [await member('ada'), await member('bob')];
  const slug = (await event(ada)).replace('/events/', '');
  await write(bob, ada, slug, 'Is there a piano?');
  await write(bob, ada, slug, 'Your cat sings flat.');
  const host = await another();
  await as(ada, host);
  await open(`/messages/${slug}/${bob.username}`, host);
  await as(bob);
  await open(`/messages/${slug}/${ada.username}`);
  await expect(page.locator('#m-2').getByText('Read', { exact: true })).toBeVisible();
  await expect(page.locator('#m-1').getByText('Read', { exact: true })).toHaveCount(0);
  await page.locator('#m-2 summary').click();
  await audit();
  await page.getByRole('button', { name: 'Delete it for both of you' }).last().click();
  await expect(page.locator('#m-2')).toContainText('Message deleted');
  await expect(page.getByText('Your cat sings flat.')).toHaveCount(0);
  await ready();
  await audit();
  await open(`/messages/${slug}/${bob.username}`, host);
  await expect(host.locator('#m-2')).toContainText('Message deleted');
  // and on: the page that was exchanged still sends
  await page.getByRole('textbox').fill('Sorry.');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.locator('.bubble').getByText('Sorry.')).toBeVisible();
  await page.locator('#m-3 summary').click();
  await page.locator('#m-3').getByRole('button', { name: 'Delete it for both of you' }).click();
  await expect(page.locator('#m-3')).toContainText('Message deleted');
});

test('a thread is muted, left and taken up again', async ({ page, open, ready, member, event, as, another, audit }) => {
  const [ada, bob] = [await member('ada'), await member('bob')];
  const slug = (await event(ada)).replace('/events/', '');
  await write(bob, ada, slug, 'hello');
  const thread = `/messages/${slug}/${bob.username}`;
  await as(ada);
  await open(thread);
  await page.locator('.threadhead .menu > summary').click();
  await audit();
  await page.getByRole('button', { name: 'Mute' }).click();
  await expect(page.getByText('This conversation is muted.')).toBeVisible();
  await ready();
  await audit();
  await write(bob, ada, slug, 'hello?');
  await open('/messages');
  await expect(page.getByText('Muted')).toBeVisible();
  await expect(page.locator('.masthead .badge')).toHaveCount(0);
  await audit();
  await open(thread);
  await page.locator('.threadhead .menu > summary').click();
  await page.getByText('Leave', { exact: true }).click();
  await audit();
  await page.getByRole('button', { name: 'Leave the conversation' }).click();
  await expect(page.getByText('You have left the conversation.')).toBeVisible();
  await expect(page.locator('.threadrow')).toHaveCount(0);
  const other = await another();
  await as(bob, other);
  await open(`/messages/${slug}/${ada.username}`, other);
  await expect(other.getByText('has left this conversation')).toBeVisible();
  await audit(other);
  await open(thread);
  await audit();
  await page.getByRole('textbox').fill('Here I am.');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.locator('.bubble').getByText('Here I am.')).toBeVisible();
  await open(`/messages/${slug}/${ada.username}`, other);
  await expect(other.getByRole('textbox')).toBeVisible();
});

test('one of several hosts is chosen', async ({ page, open, ready, member, event, as, audit }) => {
  const [ada, bob, eve] = [await member('ada'), await member('bob'), await member('eve')];
  const path = await event(ada);
  const form = { slug: path.replace('/events/', ''), username: bob.username };
  expect((await ada.api.post('/api/events/add_host', { form })).status()).toBe(200);
  await as(eve);
  await open(path);
  await audit();
  await page.getByRole('link', { name: `Write to ${bob.username}` }).click();
  await ready();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(bob.username);
  await expect(page.getByRole('textbox')).toBeVisible();
});
