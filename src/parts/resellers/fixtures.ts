import type { Deps } from '../../platform/deps.ts';
import { createReseller, type NewReseller } from './index.ts';

let counter = 0;

/** A reseller with a live contract; its company's id. */
export async function aReseller(
  at: Deps | { readonly kept: { readonly deps: Deps } },
  changes: Partial<NewReseller> = {},
): Promise<string> {
  const deps = 'kept' in at ? at.kept.deps : at;
  counter += 1;
  const { companyId } = await deps.db.base((trx) =>
    createReseller(
      trx,
      deps,
      { kind: 'system', job: 'fixture' },
      {
        name: `Sample Reseller ${counter}`,
        country: 'DE',
        region: null,
        address: `${counter} Dealer Street, 10115 Exampletown`,
        mailbox: `office@reseller${counter}.example`,
        territories: [],
        contract: { signedOn: '2020-01-01', endsOn: null, confidential: true, reference: null },
        ...changes,
      },
    ),
  );
  return companyId;
}
