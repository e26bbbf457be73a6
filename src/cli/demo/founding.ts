import { randomBytes } from 'node:crypto';
import { registeredClauses } from '../../app/registered-clauses.ts';
import { setVendor } from '../../parts/policy/index.ts';
import { firstInvitation } from '../../parts/staff/index.ts';
import { usesOfData } from '../../platform/db/uses.ts';
import { errors } from './errors.ts';
import { type Stage, seatOf } from './stage.ts';
import { administrator, licensors, processors, resellers, staff, vendor } from './world.ts';

/** The first days: accounts, the vendor, who licenses technology to it, who sells for it. */
export async function found(stage: Stage): Promise<void> {
  await giveVendor(stage);
  wait(stage);
  for (const member of staff) await invite(stage, { ...member, companyId: null });
  wait(stage);
  await registerRecipients(stage);
  wait(stage);
  await registerResellers(stage);
}

/** The program of those years did not yet show support what somebody's work is: the second version of the policy declares that. */
const earlierUses = usesOfData().filter(({ use, category }) => use !== 'purpose support' || category !== 'profession');

const wait = ({ clock }: Stage): void => clock.turnTo(new Date(clock.now().getTime() + 3_600_000));

async function giveVendor(stage: Stage): Promise<void> {
  const { deps } = stage.kept;
  const invitation = await firstInvitation(deps);
  if (!invitation) throw errors.KEPT_DEMO_STOPPED({ step: 'the first account', code: 'there is one already' });
  await join(stage, { role: 'administrator', ...administrator, link: invitation.link });
  const { memberId } = seatOf(stage, 'administrator');
  const who = { kind: 'member', memberId, role: 'administrator', companyId: null } as const;
  // Over the API nobody can say that a vendor is made up.
  const given = { vendor, demo: true, clauses: registeredClauses, uses: earlierUses };
  await deps.db.base((trx) => setVendor(trx, deps, who, given));
}

async function invite(
  stage: Stage,
  given: { role: string; name: string; email: string; companyId: string | null; seat?: string },
): Promise<void> {
  const { role, email, companyId } = given;
  const { link } = await seatOf(stage, 'administrator').call<{ link: string }>('POST', '/api/v1/invitations', {
    role,
    companyId,
    email,
  });
  await join(stage, { ...given, link });
}

async function join(
  stage: Stage,
  given: { role: string; name: string; email: string; link: string; seat?: string },
): Promise<void> {
  const { role, name, email, link } = given;
  const password = freshPassword();
  const token = link.slice(link.indexOf('#') + 1);
  stage.seats.set(given.seat ?? role, await stage.door.join({ token, name, email, password }));
  stage.accounts.push({ role, email, password });
}

/** 100 random bits, in signs that can be read out. */
export function freshPassword(): string {
  const signs = 'abcdefghijklmnopqrstuvwxyz234567';
  return [...randomBytes(20)]
    .map((byte) => signs[byte % 32])
    .join('')
    .replace(/(.{5})(?!$)/g, '$1-');
}

async function registerRecipients(stage: Stage): Promise<void> {
  const desk = seatOf(stage, 'administrator');
  const signedOn = day(stage.span.start);
  const contract = { confidential: true, signedOn, endsOn: null };
  for (const { name, country, approval, frequency, fields, technologies } of licensors) {
    const { id } = await desk.call<{ id: string }>('POST', '/api/v1/recipients', {
      kind: 'licensor',
      name,
      address: `Sample Street, ${country}`,
      country,
      mailbox: `reports@${host(name)}.example`,
      contract: { ...contract, fields, frequency, approval, reference: `Demo contract of ${signedOn}` },
    });
    for (const technology of technologies) {
      const made = await desk.call<{ id: string }>('POST', '/api/v1/technologies', {
        name: technology,
        licensorId: id,
      });
      stage.technologyIds.push(made.id);
    }
  }
  await registerProcessors(stage);
}

async function registerProcessors(stage: Stage): Promise<void> {
  const desk = seatOf(stage, 'administrator');
  const signedOn = day(stage.span.start);
  for (const { name, country, fields, ageKey, years } of processors) {
    const endsOn = years === null ? null : day(new Date(stage.span.start.getTime() + years * yearMs));
    const terms = { confidential: true, confidentialOn: signedOn, nothingElse: true, countries: [country] };
    const { id } = await desk.call<{ id: string }>('POST', '/api/v1/recipients', {
      kind: 'processor',
      name: `${name} (demo)`,
      address: `Sample Street, ${country}`,
      country,
      mailbox: `office@${host(name)}.example`,
      ageKey,
      contract: { ...terms, fields, frequency: null, signedOn, endsOn, reference: `Demo contract of ${signedOn}` },
    });
    stage.processorIds.push(id);
  }
  const [processorId] = stage.processorIds;
  const { stores } = await desk.call<{ stores: { name: string; holds: string; country: string }[] }>(
    'GET',
    '/api/v1/stores',
  );
  const own = stores.map(({ name, holds, country }) => ({ name, holds, country, processorId: null }));
  const backups = { name: 'Backups', holds: 'Encrypted copies of everything', country: 'DE', processorId };
  await desk.call('PUT', '/api/v1/stores', { stores: [...own, backups] });
}

async function registerResellers(stage: Stage): Promise<void> {
  const desk = seatOf(stage, 'administrator');
  for (const [index, reseller] of resellers.entries()) {
    const { id } = await desk.call<{ id: string }>('POST', '/api/v1/resellers', {
      name: reseller.name,
      country: reseller.country,
      region: null,
      address: `Sample Street ${index + 1}`,
      // One has no mailbox, so that there is somebody whom a correction cannot reach.
      mailbox: index === 6 ? null : `office@${host(reseller.name)}.example`,
      territories: reseller.territories.map(([country, region]) => ({ country, region })),
      contract: { signedOn: day(stage.span.start), endsOn: null, confidential: true, reference: null },
    });
    stage.resellerIds.push(id);
    await invite(stage, {
      role: 'reseller administrator',
      name: `Demo administrator of ${reseller.name}`,
      email: `desk@${host(reseller.name)}.example`,
      companyId: id,
      seat: `reseller ${index}`,
    });
  }
}

const yearMs = 365.25 * 86_400_000;

export const day = (at: Date): string => at.toISOString().slice(0, 10);
const host = (name: string): string => name.toLowerCase().replaceAll(' ', '-');
