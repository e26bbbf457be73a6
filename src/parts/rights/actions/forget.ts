import type { Deps } from '../../../platform/deps.ts';
import { forgetLinks } from '../store/links.ts';

const quarter = 90 * 86_400_000;

/** Links and sittings are kept for 90 days, so that a person can see who asked; then they are forgotten. */
export async function forgetOldLinks(deps: Deps): Promise<void> {
  await deps.db.base((trx) => forgetLinks(trx, new Date(deps.clock.now().getTime() - quarter)));
}
