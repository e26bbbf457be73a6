import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import type { Who } from '../../../platform/http/who.ts';
import {
  correctDatum,
  heldOfPerson,
  type MarketingChannel,
  setPreference,
  setWishes,
  type Topic,
} from '../../contacts/index.ts';
import { ensureNotice } from '../../policy/index.ts';
import type { CorrectionForm } from '../wire/api.ts';
import { type WillBeTold, whoWillBeTold } from './tell.ts';

export { topics } from '../../contacts/index.ts';

/** What can be corrected on one's own page; the mail address is what the page is proven by. */
export const correctable = ['name', 'phone', 'title', 'role'] as const;
export type Correctable = (typeof correctable)[number];

/** The words under which data is given on the person page: kept with each datum that is given there. */
const notice = {
  title: 'Your page',
  sections: [
    {
      heading: 'What you correct here',
      text: 'Your corrections replace what we held. Everybody to whom we gave the old value is told the new one, or you are told why not. The new value is used for the same purposes as the old one. What you leave empty is neither used nor given to anybody any more. What you told at an activation is kept as you told it, with the licence.',
    },
    {
      heading: 'What you choose here',
      text: 'A choice holds at once in everything that we send. Only you can allow again what you stopped.',
    },
  ],
} as const;

function pageNotice(trx: Trx, deps: Deps) {
  return ensureNotice(trx, deps, { kind: 'person page', body: { ...notice, sections: [...notice.sections] } });
}

export interface Corrected {
  readonly fields: readonly Correctable[];
  readonly told: readonly WillBeTold[];
}

/** The person corrects their own data. What stands there already is left alone, so the same form twice acts once. */
export async function correctOwn(
  trx: Trx<'rights'>,
  deps: Deps,
  personId: string,
  form: Pick<CorrectionForm, Correctable | 'version'>,
): Promise<Corrected> {
  const held = await heldOfPerson(trx, personId, { lookUps: 0 });
  if (!held) throw httpErrors.KEPT_NOT_FOUND();
  const values = Object.fromEntries(correctable.map((field) => [field, form[field].trim() || null]));
  const fields = correctable.filter((field) => (values[field] ?? null) !== held.values[field]);
  if (fields.length === 0) return { fields, told: [] };
  const told = await whoWillBeTold(trx, deps, { personId, fields });
  const { id: noticeId } = await pageNotice(trx, deps);
  let version = Number(form.version);
  for (const field of fields) {
    const input = { personId, version, field, value: values[field] ?? null, noticeId };
    ({ version } = await correctDatum(trx, deps, { kind: 'person', personId }, input));
  }
  return { fields, told };
}

export const marketingChannels = ['mail', 'post', 'phone'] as const;

/** Staff was told by letter or phone that somebody wants to hear nothing more: it holds from this moment. */
export async function stopAll(trx: Trx, deps: Deps, who: Who, personId: string): Promise<void> {
  for (const channel of marketingChannels)
    await setPreference(trx, deps, who, { personId, channel, allowed: false, noticeId: null });
}

/** The person says what they want to hear about, or that they want to hear nothing until the end of a day. */
export function wishOwn(
  trx: Trx<'rights'>,
  deps: Deps,
  personId: string,
  wishes: { readonly refusedTopics?: readonly Topic[]; readonly pausedUntil?: string | null },
): Promise<void> {
  return setWishes(trx, deps, { kind: 'person', personId }, { personId, ...wishes });
}

/** The person wants to hear nothing more, by whatever channel. */
export async function stopAllOwn(trx: Trx<'rights'>, deps: Deps, personId: string): Promise<void> {
  for (const channel of marketingChannels) await chooseOwn(trx, deps, personId, { channel, allowed: false });
}

/** The person allows or stops a channel. */
export async function chooseOwn(
  trx: Trx<'rights'>,
  deps: Deps,
  personId: string,
  choice: { readonly channel: MarketingChannel; readonly allowed: boolean },
): Promise<void> {
  const { id: noticeId } = await pageNotice(trx, deps);
  await setPreference(trx, deps, { kind: 'person', personId }, { personId, ...choice, noticeId });
}
