import type { Clause } from '../../../platform/clauses/clause.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { Today } from '../../staff/index.ts';
import { selectVendor } from '../store/vendor.ts';
import { policyDraft } from './publish.ts';

/** Setting up the vendor, and a policy that says something else than what is published. */
export function policyToday(deps: Pick<Deps, 'db'>, clauses: readonly Clause[]): Today {
  return async (who) => {
    const mayPublish = who.role === 'administrator' || who.role === 'privacy officer';
    if (!mayPublish) return {};
    const vendor = await selectVendor(deps.db.read);
    return { setup: [{ step: 'vendor', done: vendor !== null }], groups: await draftGroup(deps, clauses) };
  };
}

async function draftGroup(deps: Pick<Deps, 'db'>, clauses: readonly Clause[]) {
  const draft = await policyDraft(deps.db.read, clauses);
  return draft ? [{ kind: 'policy to publish', count: draft.changes.length, items: [] }] : [];
}
