// Musicians: who finds them, where they are named, and the language Tutti speaks to them.
import { expect, test } from '../fixtures';

test('a musician is found by words and by town', async ({ page, open, ready, member, as, audit }) => {
  const ada = await member('ada');
  const town = `Vila ${ada.username}`;
  await as(ada);
  await open('/settings/profile');
  await page.getByLabel('Name', { exact: false }).first().fill('Ada Exemplo');
  await page.getByLabel('Town').fill(town);
  await page.getByLabel('About you').fill('Bassoon, mostly.');
  await page.getByLabel('Time zone').fill('Europe/Lisbon');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Your profile is saved.')).toBeVisible();
  await ready();
  await expect(page.getByLabel('Time zone')).toHaveValue('Europe/Lisbon');
  await open('/musicians');
  await audit();
  await page.getByLabel('Words').fill('bassoon exemplo');
  await page.getByLabel('Town').fill(town.toUpperCase());
  await page.getByRole('button', { name: 'Show musicians' }).click();
  await ready();
  const row = page.getByRole('listitem').filter({ hasText: `@${ada.username}` });
  await expect(row).toContainText('Bassoon, mostly.');
  await audit();
  await page.getByRole('link', { name: 'bassoon exemplo (remove)' }).click();
  await ready();
  await expect(page.getByLabel('Words')).toHaveValue('');
  await row.getByRole('link', { name: 'Ada Exemplo' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ada Exemplo');
});

test('what cannot be chosen is told at its field', async ({ page, open, ready, member, as, audit }) => {
  await as(await member('ada'));
  await open('/settings/profile');
  await page.getByLabel('Time zone').fill('Atlantis/Center');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Choose a time zone like Europe/Lisbon.').last()).toBeVisible();
  await ready();
  await expect(page.getByLabel('Time zone')).toHaveValue('Atlantis/Center');
  await audit();
});

test('who hides is named to those they play with', async ({ page, open, ready, member, event, as, another, audit }) => {
  const [ada, eve, carl] = [await member('ada'), await member('eve'), await member('carl')];
  const path = await event(ada, { capacity: '4' });
  await eve.api.post('/api/events/join', { form: { slug: path.replace('/events/', '') } });
  await as(eve);
  await open('/settings/profile');
  await page.getByLabel('Who may find you').selectOption({ label: 'Nobody' });
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Your profile is saved.')).toBeVisible();
  await ready();
  const stranger = await another();
  await as(carl, stranger);
  await open(path, stranger);
  await expect(stranger.getByText('1 player, whom those who play here know by name.')).toBeVisible();
  await expect(stranger.getByText(eve.username)).toHaveCount(0);
  await audit(stranger);
  expect((await stranger.goto(`/musicians/${eve.username}`))?.status()).toBe(404);
  const host = await another();
  await as(ada, host);
  await open(path, host);
  await host.getByRole('link', { name: eve.username }).first().click();
  await expect(host.getByRole('heading', { level: 1 })).toHaveText(eve.username);
});

test('a page for members is found by logging in', async ({ page, ready, member, as, audit }) => {
  const [ada, bob] = [await member('ada'), await member('bob')];
  const hide = await ada.api.post('/api/profiles/update', { form: { visibility: 'members' } });
  expect(hide.status()).toBe(200);
  const path = `/musicians/${ada.username}`;
  expect((await page.goto(path))?.status()).toBe(404);
  await audit();
  await page.getByRole('main').getByRole('link', { name: 'Log in' }).click();
  await ready();
  await page.getByLabel('User name or e-mail').fill(bob.username);
  await page.getByLabel('Password').fill(bob.password);
  await page.getByRole('button', { name: 'Log in' }).last().click();
  await expect(page).toHaveURL(new RegExp(`${path}$`));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(ada.username);
});

for (const [tag, name, heading] of [['fr', 'Français', 'Ce qui se joue'], ['pt', 'Português', 'O que há']] as const) {
  test(`Tutti speaks ${name} from any page on`, async ({ page, open, ready, audit }) => {
    await open('/events');
    await page.getByRole('contentinfo').getByRole('button', { name }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
    await ready();
    await expect(page.locator('html')).toHaveAttribute('lang', tag);
    await audit();
    for (const path of ['/', '/musicians', '/login', '/signup', '/about']) {
      await open(path);
      await expect(page.locator('html')).toHaveAttribute('lang', tag);
      await audit();
    }
    await page.getByRole('contentinfo').getByRole('button', { name: 'English' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('About Tutti');
  });
}

test('what is wrong is told in the language that was chosen', async ({ page, open, ready, member, audit }) => {
  const ada = await member('ada');
  await open('/login');
  await page.getByRole('contentinfo').getByRole('button', { name: 'Français' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
  await ready();
  const password = page.getByLabel('Mot de passe');
  await page.getByLabel('Nom d’utilisateur ou e-mail').fill(ada.username);
  await password.fill('not this one at all');
  await page.getByRole('button', { name: 'Se connecter' }).click();
  const summary = page.getByRole('alert');
  await expect(summary).toContainText('Quelque chose n’est pas encore juste');
  await expect(summary.getByRole('link')).toContainText('Ce nom et ce mot de passe ne vont pas ensemble.');
  await expect(page.getByText('Ce nom et ce mot de passe ne vont pas ensemble.').last()).toBeVisible();
  await expect(password).toHaveAttribute('aria-invalid', 'true');
  await expect(page).toHaveTitle(/^Erreur/);
  await audit();

  await password.fill(ada.password);
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await expect(page.getByText('te revoilà')).toBeVisible();
  await ready();
  await open('/settings/profile');
  const name = page.getByLabel('Nom', { exact: false }).first();
  // A mark that turns the direction of writing, as pasted text brings it.
  const pasted = 'Zoé \u2067Exemple';
  await name.fill(pasted);
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(page.getByRole('alert')).toContainText('Quelque chose n’est pas encore juste');
  await expect(page.getByText('C’est une ligne de texte simple.').last()).toBeVisible();
  await expect(name).toHaveAttribute('aria-invalid', 'true');
  await expect(name).toHaveValue(pasted);
  await audit();
  await name.fill('Zoé Exemple');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(page.getByText('Ton profil est enregistré.')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
});

test('an account keeps its language', async ({ page, open, ready, member, event, as, another, audit }) => {
  const ada = await member('ada');
  const path = await event(ada, { capacity: '4' });
  await as(ada);
  await open(path);
  await page.getByRole('contentinfo').getByRole('button', { name: 'Português' }).click();
  await expect(page.getByRole('button', { name: 'Ocupar um lugar' }).first()).toBeVisible();
  await ready();
  await audit();
  const elsewhere = await another();
  await as(ada, elsewhere);
  for (const at of ['/', '/messages', '/settings/profile', '/events/new', `${path}/edit`]) {
    await open(at, elsewhere);
    await expect(elsewhere.locator('html')).toHaveAttribute('lang', 'pt');
    await audit(elsewhere);
  }
});
