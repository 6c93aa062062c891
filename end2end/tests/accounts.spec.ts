// One's own account: the welcome after a sign-up, the tabs of the settings, the password, and where one is logged in.
import { expect, test } from '../fixtures';

const NEW = 'nine patient oboes by the sea';

test('after a sign-up one says who one is, and goes on', async ({ page, open, ready, member, event, audit }, info) => {
  const path = await event(await member('ada'));
  const username = `w-${info.parallelIndex}${Date.now().toString(36)}`;
  await open(`/signup?next=${encodeURIComponent(path)}`);
  await page.getByLabel('User name').fill(username);
  await page.getByLabel('E-mail').fill(`${username}@example.test`);
  await page.getByLabel('Password').fill('seven crooked bassoons at dawn');
  await page.getByRole('button', { name: 'Sign up' }).click();
  await expect(page.getByText('Welcome to Tutti.')).toBeVisible();
  await ready();
  await expect(page).toHaveURL(/\/welcome\?next=/);
  await audit();
  await expect(page.getByRole('link', { name: 'Skip this' })).toHaveAttribute('href', path);
  await page.getByLabel('Name', { exact: false }).first().fill('Wera Exemplo');
  await page.getByLabel('Town').fill('Porto');
  await page.getByLabel('A line about you').fill('Viola, mostly.');
  await page.getByRole('button', { name: 'Save and go on' }).click();
  await expect(page.getByText('Your profile is saved.')).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`${path}$`));
  await open(`/musicians/${username}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Wera Exemplo');
});

test('the tabs of the settings lead to each other', async ({ page, open, ready, member, as }) => {
  await as(await member('ada'));
  await open('/settings');
  await expect(page).toHaveURL(/\/settings\/profile$/);
  const tabs = page.getByRole('navigation', { name: 'Settings' });
  for (const [name, path] of [['Account', '/settings/account'], ['Sessions', '/settings/sessions'], ['Profile', '/settings/profile']]) {
    await tabs.getByRole('link', { name }).click();
    await ready();
    await expect(page).toHaveURL(new RegExp(`${path}$`));
    await expect(tabs.getByRole('link', { name })).toHaveAttribute('aria-current', 'page');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Settings');
  }
});

test('a password is changed, and other browsers are logged out', async ({ page, open, ready, member, as, another, audit }) => {
  const ada = await member('ada');
  const other = await another();
  await as(ada, other);
  await open('/login');
  await page.getByLabel('User name or e-mail').fill(ada.username);
  await page.getByLabel('Password').fill(ada.password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(page.getByText('welcome back')).toBeVisible();
  await open('/settings/account');
  await expect(page.getByText(ada.email)).toBeVisible();
  await page.getByLabel('Current password').fill('not this one at all');
  await page.getByLabel('New password').fill('password1');
  await page.getByRole('button', { name: 'Change the password' }).click();
  const summary = page.getByRole('alert');
  await expect(summary.getByRole('link')).toHaveCount(2);
  await expect(page.getByLabel('Current password')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByText('This is not your current password.').last()).toBeVisible();
  await audit();
  await page.getByLabel('Current password').fill(ada.password);
  await page.getByLabel('New password').fill(NEW);
  await page.getByRole('button', { name: 'Change the password' }).click();
  await expect(page.getByText('Your password is changed.')).toBeVisible();
  await ready();
  await audit();
  await open('/settings/account');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Settings');
  await open('/settings/account', other);
  await expect(other).toHaveURL(/\/login\?next=/);
  await other.getByLabel('User name or e-mail').fill(ada.username);
  await other.getByLabel('Password').fill(NEW);
  await other.getByRole('button', { name: 'Log in' }).click();
  await expect(other.getByText('welcome back')).toBeVisible();
});

test('sessions are seen, and ended one by one or all at once', async ({ page, open, ready, member, as, another, audit }) => {
  const ada = await member('ada');
  await as(ada);
  const others = [await another(), await another()];
  for (const other of others) {
    await open('/login', other);
    await other.getByLabel('User name or e-mail').fill(ada.username);
    await other.getByLabel('Password').fill(ada.password);
    await other.getByRole('button', { name: 'Log in' }).click();
    await expect(other.getByText('welcome back')).toBeVisible();
  }
  await open('/settings/sessions');
  const rows = page.locator('tbody tr');
  await expect(rows).toHaveCount(3);
  await expect(rows.first()).toContainText('this one');
  await audit();
  // the box of the table is reached by the keyboard, and has a name
  await page.getByRole('region', { name: 'Where you are logged in' }).focus();
  await rows.nth(1).getByRole('button', { name: 'End' }).click();
  await expect(page.getByText('That session is ended.')).toBeVisible();
  await ready();
  await expect(rows).toHaveCount(2);
  await page.getByRole('button', { name: 'End all others' }).click();
  await expect(page.getByText('You are logged in here and nowhere else.')).toBeVisible();
  await ready();
  await expect(rows).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'End all others' })).toHaveCount(0);
  await audit();
  for (const other of others) {
    await open('/settings/sessions', other);
    await expect(other).toHaveURL(/\/login\?next=/);
  }
});
