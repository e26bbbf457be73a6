import { fields, type LogSource } from '../../../platform/evidence/source.ts';

/** The look-up log, for the evidence log: every column of every row. */
export const lookUpSource: LogSource = {
  name: 'look-up',
  table: 'contacts.lookups',
  id: 'uuid',
  at: 'at',
  person: 'person_id',
  words: 'reason',
  fields: fields({
    text: 'member_id tenant_company_id person_id company_id kind purpose reason',
    json: 'fields',
    time: 'at',
  }),
};
