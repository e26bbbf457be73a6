import type { Figure } from './figure.ts';
import { fillLicences, ownerOf } from './filled.ts';
import { atRest, noticeOf, removeFolder, startInstallation } from './installation.ts';
import { type Load, load } from './load.ts';
import { startBare } from './peer.ts';
import { compare } from './status.ts';

const runs = 5;
// About as long as the bare side is asked: what takes a second and a half says more of the start of a load than of the load.
const amount = 6_000;
const warmUps = 2;

/** Activation with registration, durable, beside one committed insert of the same body over HTTP. */
export async function measure(): Promise<Figure[]> {
  const installation = await startInstallation();
  const { client, url } = await ownerOf(installation);
  const serials = await fillLicences(client, (runs + warmUps) * amount + 100);
  const bare = await startBare(url, client);
  const notice = await noticeOf(installation.port);
  await atRest();
  let number = 0;
  const shot = (path: string, serial: () => string) => () => {
    number += 1;
    return {
      method: 'POST' as const,
      path,
      // As from many sites behind a proxy: one address may not activate as fast as this.
      headers: {
        'content-type': 'application/json',
        'idempotency-key': `bench-${number}`,
        'x-forwarded-for': `10.0.${number % 250}.1`,
      },
      body: JSON.stringify(registration(serial(), notice, number)),
    };
  };
  const ask = {
    ours: () =>
      load(
        installation.port,
        shot('/api/v1/activations', () => serials.pop() ?? ''),
        { amount },
      ),
    bare: () =>
      load(
        bare.port,
        shot('/rows', () => serials[0] ?? ''),
        { seconds: 4 },
      ),
  };
  await ask.bare();
  // Some ten thousand, until the server's code is compiled: the first take twice its processor time (measured), the bare side's do not.
  for (let round = 0; round < warmUps; round += 1) await ask.ours();
  const seen: Record<'ours' | 'bare', Load[]> = { ours: [], bare: [] };
  for (let run = 0; run < runs; run += 1) {
    seen.bare.push(await ask.bare());
    seen.ours.push(await ask.ours());
  }
  bare.stop();
  await client.end();
  await installation.stop();
  removeFolder(installation.folder);
  return [compare('activation with registration', seen.ours, seen.bare, 0.25)];
}

function registration(serial: string, notice: string, number: number) {
  return {
    serial,
    notice,
    companyName: `Sample Company ${number}`,
    street: '1 Sample Street',
    postalCode: '12345',
    city: 'Exampletown',
    country: 'DE',
    name: `Contact ${number}`,
    email: `contact-${number}@customer.example`,
    phone: '+49 30 0000000',
    title: 'Ms',
    role: 'Design engineer',
    productsDesigned: 'Samples',
    primaryProduct: 'Sample Mill',
    industry: null,
  };
}
