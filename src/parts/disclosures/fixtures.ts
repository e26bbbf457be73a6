import type { Deps } from '../../platform/deps.ts';
import type { Who } from '../../platform/http/who.ts';
import { addRecipient, type NewRecipient } from './index.ts';

const system: Who = { kind: 'system', job: 'test' };
let counter = 0;

/** A registered recipient with a contract that permits what its kind is for. */
export async function aRecipient(
  deps: Deps,
  changes: Partial<Omit<NewRecipient, 'contract'>> & {
    contract?: Partial<NonNullable<NewRecipient['contract']>> | null;
  } = {},
): Promise<string> {
  counter += 1;
  const { contract, ...rest } = changes;
  const { id } = await deps.db.base((trx) =>
    addRecipient(trx, deps, system, {
      kind: 'licensor',
      name: `Recipient ${counter}`,
      address: null,
      country: 'DE',
      mailbox: `recipient${counter}@partner.example`,
      ...rest,
      contract:
        contract === null
          ? null
          : {
              fields: ['companyName', 'name', 'email', 'phone'],
              frequency: 'each activation',
              confidential: true,
              signedOn: '2020-01-01',
              endsOn: null,
              reference: null,
              confidentialOn: contract?.confidential === false ? null : '2020-01-01',
              nothingElse: true,
              countries: ['DE'],
              ...contract,
            },
    }),
  );
  return id;
}
