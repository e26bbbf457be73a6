import { sha256 } from '../../../platform/crypto/digest.ts';
import type { Deps } from '../../../platform/deps.ts';
import { mailAddressOf, personIdByEmail, proveAddress } from '../../contacts/index.ts';
import { errors } from '../errors.ts';
import { personLinkMail } from '../mails/person-link.ts';
import { linkMemoryMinutes, linkMinutes, mayMailLink, sittingMinutes } from '../rules/links.ts';
import * as store from '../store/links.ts';

const minute = 60_000;

/** Finds whose address it is: the same work whether or not it is anybody's. */
export function findPerson(deps: Deps, email: string): Promise<string | null> {
  return personIdByEmail(deps.db.read, deps, email);
}

/** Mails a link to the person's page, unless one went out just now. False where none was mailed. */
export async function mailLink(deps: Deps, personId: string): Promise<boolean> {
  const site = await deps.site();
  return deps.db.as('authentication', async (trx) => {
    const now = deps.clock.now();
    const since = new Date(now.getTime() - linkMemoryMinutes * minute);
    if (!mayMailLink(await store.recentLinks(trx, personId, since), now)) return false;
    const to = await mailAddressOf(trx, personId);
    if (to === null) return false;
    const token = deps.ids.random(32).toString('base64url');
    await store.insertLink(trx, {
      id: deps.ids.uuid(),
      personId,
      emailKey: deps.digests.email(to),
      tokenSha256: sha256(token),
      createdAt: now,
      expiresAt: new Date(now.getTime() + linkMinutes * minute),
    });
    const link = `${deps.publicUrl}/me/link/${token}`;
    await deps.egress.send(trx, {
      mails: [
        {
          kind: 'person link',
          to,
          ...personLinkMail({ site, link, minutes: linkMinutes }),
          disclosure: {
            recipientKind: 'person',
            recipientId: personId,
            personId,
            companyId: null,
            purpose: 'authentication',
            fields: ['email'],
            basis: 'asked for at /me',
          },
        },
      ],
    });
    return true;
  });
}

/**
 * Spends the token of a link: the mailbox that it was mailed to is proven, if it is still the person's, and a sitting
 * begins. What others told under the address stays as it is. Returns the sitting's token, which travels in forms and is
 * stored nowhere.
 */
export async function openLink(deps: Deps, token: string): Promise<string> {
  const opened = await deps.db.base(async (base) => {
    const now = deps.clock.now();
    const link = await store.spendLink(base, sha256(token), now);
    if (link === null || !(await proveAddress(base, deps, link))) throw errors.KEPT_LINK_SPENT();
    const sitting = deps.ids.random(32).toString('base64url');
    await store.insertSitting(base, {
      id: deps.ids.uuid(),
      ...link,
      tokenSha256: sha256(sitting),
      createdAt: now,
      expiresAt: new Date(now.getTime() + sittingMinutes * minute),
    });
    return sitting;
  });
  deps.nudge();
  return opened;
}
