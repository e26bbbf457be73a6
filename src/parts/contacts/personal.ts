import type { Eraser } from '../../platform/erasure/eraser.ts';
import { countLookUps, erasePersonRows, readErasable, readOfOthers, remarks } from './store/erase.ts';

const words: Record<string, string> = {
  records: 'name, e-mail address, telephone number, title and role in the contact record',
  choices: 'choices by channel',
  memberships: 'memberships of companies',
  addresses: 'postal addresses of companies of which nobody else is known',
  sources: 'notes on where each datum came from',
  remarks: 'remarks of others in which you were named',
};

/** How contacts forgets a person. */
export const contactsEraser: Eraser = {
  part: 'contacts',
  tables: [
    'people',
    'company_people',
    'addresses',
    'origins',
    'preferences',
    'domains',
    'former_names',
    'merges',
    'lookups',
  ].map((name) => `contacts.${name}`),
  columns: [
    ...['email', 'name', 'phone', 'title', 'role'].map((name) => `contacts.people.${name}`),
    ...['street', 'postal_code', 'city', 'region'].map((name) => `contacts.addresses.${name}`),
    ...remarks,
  ],
  values: readErasable,
  ofOthers: async (trx, personId, values) => (await readOfOthers(trx, { personId, values })).map((row) => row.value),
  async erase(trx, erasing) {
    const counts = await erasePersonRows(trx, erasing);
    const looks = await countLookUps(trx, erasing.personId);
    return {
      erased: Object.entries(counts).map(([name, count]) => ({ what: words[name] ?? name, count })),
      kept: [
        {
          what: 'a keyed digest of the e-mail address',
          why: 'so that nothing can bring product information to it again',
        },
        ...(looks === 0
          ? []
          : [
              {
                what: `the log of who looked at you, without your name (lines: ${looks})`,
                why: 'so that staff stay accountable',
              },
            ]),
      ],
    };
  },
};
