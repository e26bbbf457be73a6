import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aProduct, registrationData, someLicences } from '../src/parts/licensing/fixtures.ts';
import { beginTerm, schoolsOf } from '../src/parts/licensing/index.ts';
import { aReseller } from '../src/parts/resellers/fixtures.ts';
import { startApp, type TestApp } from '../test/kit/app.ts';
import { connected } from '../test/kit/database.ts';
import { type Licence, openLicence } from './index.ts';

let app: TestApp;
let product: { productId: string; releaseId: string };
let code: string;
let keys: string[];
let holder: string;
const folder = mkdtempSync(join(tmpdir(), 'kept-sdk-school-'));
let machines = 0;

beforeAll(async () => {
  app = await startApp({ vendor: true });
  holder = await aReseller(app, { name: 'Sample Dealers' });
  product = await aProduct(app);
  code = (await owner<{ code: string }>('SELECT code FROM licensing.products'))[0]?.code ?? '';
  const answer = await app.get('/api/v1/signing-keys');
  keys = ((await answer.json()) as { keys: { publicKey: string }[] }).keys.map(({ publicKey }) => publicKey);
});
afterAll(async () => {
  await app.stop();
  rmSync(folder, { recursive: true, force: true });
});

const owner = <Row extends object>(text: string) =>
  connected(app.database.ownerUrl, async (client) => (await client.query<Row>(text)).rows);

function open(): Licence {
  machines += 1;
  const parts = Object.fromEntries(
    ['system', 'board', 'disk', 'network', 'host'].map((part) => [part, `${part}${machines}`]),
  );
  return openLicence({
    serverUrl: app.baseUrl,
    folder: join(folder, String(machines)),
    product: code,
    builtOn: '2026-01-15',
    keys,
    parts,
    clock: () => app.clock.now().getTime(),
  });
}

const oneSerial = async () =>
  (
    await someLicences(app, {
      ...product,
      holderCompanyId: holder,
      kind: 'education',
      seats: 3,
      expiresOn: '2027-12-31',
    })
  )[0]?.serial ?? '';

async function told(licence: Licence, serial: string) {
  const answer = await licence.registrationForm();
  if (!answer.ok) throw new Error(answer.message);
  const { form } = answer;
  expect(form.registrants?.map(({ value }) => value)).toEqual(['school', 'student']);
  expect(form.ageScreen?.fields.map(({ name }) => name)).toEqual(['day', 'month', 'year']);
  return { serial, fields: registrationData(), notice: form.notice.sha256, marketing: false };
}

it('a student passes the screen, then registers; without it the program is told what to do', async () => {
  const licence = open();
  const asked = await told(licence, await oneSerial());
  expect(await licence.activate(asked)).toMatchObject({ ok: false, code: 5030 });
  expect(await licence.activate({ ...asked, registrant: 'student' })).toMatchObject({ ok: false, code: 5032 });
  expect(await licence.ageScreen({ day: 'x', month: '1', year: '1990' })).toMatchObject({ ok: false, code: 5034 });
  const screened = await licence.ageScreen({ day: '5', month: '6', year: '1990' });
  if (!screened.ok) throw new Error(screened.message);
  const done = await licence.activate({ ...asked, registrant: 'student', agePass: screened.agePass });
  expect(done).toMatchObject({ ok: true });
  expect(readFileSync(join(folder, String(machines), `${code}.licence.json`), 'utf8')).not.toContain(screened.agePass);
});

it('a refusal is not undone by another date while the program runs', async () => {
  const licence = open();
  expect(await licence.ageScreen({ day: '5', month: '6', year: '2018' })).toMatchObject({ ok: false, code: 5033 });
  expect(await licence.ageScreen({ day: '5', month: '6', year: '1990' })).toMatchObject({ ok: false, code: 5033 });
  app.clock.advance({ hours: 3 });
  expect(await licence.ageScreen({ day: '5', month: '6', year: '1990' })).toMatchObject({ ok: true });
});

it('a pupil activates with a label and nothing else, and the program runs until the end of the term', async () => {
  const teacher = open();
  expect(await teacher.activate({ ...(await told(teacher, await oneSerial())), registrant: 'school' })).toMatchObject({
    ok: true,
  });
  const [school] = await owner<{ personId: string; licenceId: string }>(
    `SELECT g.person_id AS "personId", g.licence_id AS "licenceId" FROM licensing.registrations g
     JOIN licensing.school_licences c USING (licence_id)`,
  );
  const { deps } = app.kept;
  const labels = await deps.db.as('rights', async (trx) => {
    const keeper = school as { personId: string; licenceId: string };
    await beginTerm(trx, deps, { ...keeper, startsOn: '2026-03-01', endsOn: '2026-07-31', count: 2 });
    return (await schoolsOf(trx, keeper.personId))[0]?.term?.labels.map(({ label }) => label) ?? [];
  });
  const pupil = open();
  expect(await pupil.activateLabel('1234')).toMatchObject({ ok: false, code: 5035 });
  expect(await pupil.activateLabel('0000-0000-0000')).toMatchObject({ ok: false, code: 5036 });
  const done = await pupil.activateLabel(labels[0] ?? '');
  expect(done).toMatchObject({ ok: true, document: { serial: labels[0], expiresOn: '2026-07-31' } });
  expect(pupil.mayRun()).toMatchObject({ run: true, code: 0 });
  expect(await pupil.check()).toMatchObject({ ok: true });
  expect(await open().activateLabel(labels[0] ?? '')).toMatchObject({ ok: false, code: 5037 });
});
