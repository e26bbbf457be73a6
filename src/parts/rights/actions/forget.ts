import type { Deps } from '../../../platform/deps.ts';
import { forgetLinks } from '../store/links.ts';
import { deleteRequests, removeWords } from '../store/requests.ts';

const quarter = 90 * 86_400_000;

/** Links and sittings are kept for 90 days, so that a person can see who asked; then they are forgotten. */
export async function forgetOldLinks(deps: Deps): Promise<void> {
  await deps.db.base((trx) => forgetLinks(trx, new Date(deps.clock.now().getTime() - quarter)));
}

/** The words of a request are of use until nobody can dispute the answer any more; without them it stays for 24 months. */
const wordsFor = 182 * 86_400_000;
const requestsFor = 731 * 86_400_000;

/** Takes the words out of requests closed half a year ago, and what names nobody away after 24 months. */
export async function forgetOldRequests(deps: Deps): Promise<void> {
  const now = deps.clock.now();
  await deps.db.base(async (trx) => {
    await removeWords(trx, new Date(now.getTime() - wordsFor), now);
    await deleteRequests(trx, new Date(now.getTime() - requestsFor));
  });
}
