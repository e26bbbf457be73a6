import { randomBytes } from 'node:crypto';
import { registrationData } from '../../src/parts/licensing/fixtures.ts';
import type { KeptTree } from './kept-tree.ts';

/** A vendor with a product, a licensor and a reseller, entered over the API of a running server. */
export interface Shop {
  readonly notice: string;
  /** Serials of one seat each, not yet sold. */
  readonly serials: { id: string; serial: string }[];
  /** Activates one; rejects where no answer comes. */
  activate(serial: string, more?: Record<string, string>, key?: string): Promise<Activated>;
}

export interface Activated {
  readonly status: number;
  readonly activationId: string | null;
  readonly code: string | null;
  readonly email: string;
}

export async function openShop(tree: KeptTree, count: number, signedIn?: Call): Promise<Shop> {
  const { url } = tree;
  const call = signedIn ?? (await administratorOf(tree));
  await call('PUT', '/api/v1/vendor', {
    name: 'Example Tooling',
    address: '1 Sample Street\n00000 Exampletown',
    country: 'DE',
    phone: '+00 0000 000000',
    privacyMailbox: 'privacy@vendor.example',
    removeMailbox: 'remove@vendor.example',
    officeCountries: ['DE'],
    timeZone: 'Europe/Berlin',
    accentColor: null,
  });
  const contract = { confidential: true, signedOn: '2020-01-01', endsOn: null, reference: null };
  const licensor = await call<{ id: string }>('POST', '/api/v1/recipients', {
    kind: 'licensor',
    name: 'Sample Licensor',
    address: null,
    country: 'US',
    mailbox: 'reports@licensor.example',
    contract: { ...contract, fields: ['companyName', 'country', 'email'], frequency: 'each activation' },
  });
  const technology = await call<{ id: string }>('POST', '/api/v1/technologies', {
    name: 'Kernel',
    licensorId: licensor.id,
  });
  const product = await call<{ id: string }>('POST', '/api/v1/products', { code: 'MILL', name: 'Sample Mill' });
  const released = await call<{ releases: { id: string }[] }>('POST', `/api/v1/products/${product.id}/releases`, {
    version: '1.0',
    builtOn: '2024-01-01',
    technologyIds: [technology.id],
  });
  const { confidential, signedOn, endsOn, reference } = contract;
  const reseller = await call<{ id: string }>('POST', '/api/v1/resellers', {
    name: 'Sample Reseller',
    country: 'DE',
    region: null,
    address: 'Sample Street',
    mailbox: 'office@reseller.example',
    territories: [{ country: 'DE', region: null }],
    contract: { confidential, signedOn, endsOn, reference },
  });
  const issued = await call<{ licences: { id: string; serial: string }[] }>('POST', '/api/v1/licences', {
    holderCompanyId: reseller.id,
    productId: product.id,
    releaseId: released.releases[0]?.id,
    kind: 'perpetual',
    count,
    seats: 1,
    expiresOn: null,
    maintenanceUntil: null,
  });
  const schema = await fetch(`${url}/api/v1/registration-schema`);
  const { notice } = (await schema.json()) as { notice: { sha256: string } };
  return {
    notice: notice.sha256,
    serials: issued.licences,
    async activate(serial, more: Record<string, string> = {}, key = randomBytes(8).toString('hex')) {
      const told = { ...registrationData(), ...more };
      const answer = await fetch(`${url}/api/v1/activations`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': key },
        body: JSON.stringify({ ...told, serial, notice: notice.sha256 }),
        signal: AbortSignal.timeout(60_000),
      });
      const body = (await answer.json()) as { activationId?: string; error?: { code: string } };
      return {
        status: answer.status,
        activationId: body.activationId ?? null,
        code: body.error?.code ?? null,
        email: told.email ?? '',
      };
    },
  };
}

export type Call = <T = unknown>(method: string, path: string, body: unknown) => Promise<T>;

/** The first administrator, by the link that the server showed: works once. */
export async function administratorOf({ url, firstToken }: KeptTree): Promise<Call> {
  const account = { email: 'administrator@vendor.example', password: randomBytes(12).toString('hex') };
  const json = { 'content-type': 'application/json', 'kept-csrf': '1' };
  const must = async (answer: Response) => {
    if (answer.ok) return answer;
    throw new Error(`${answer.url}: ${answer.status} ${await answer.text()}`);
  };
  await must(
    await fetch(`${url}/api/v1/invitations/accept`, {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ token: firstToken, name: 'The administrator', ...account }),
    }),
  );
  const signedIn = await must(
    await fetch(`${url}/api/auth/sign-in/email`, { method: 'POST', headers: json, body: JSON.stringify(account) }),
  );
  const cookie = signedIn.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  return async <T = unknown>(method: string, path: string, body: unknown): Promise<T> => {
    const sent = { method, headers: { ...json, cookie }, body: JSON.stringify(body) };
    const text = await (await must(await fetch(`${url}${path}`, sent))).text();
    return (text === '' ? null : JSON.parse(text)) as T;
  };
}
