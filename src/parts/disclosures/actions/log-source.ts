import { fields, type LogSource } from '../../../platform/evidence/source.ts';

/** The ledger, for the evidence log: every column of every row. */
export const disclosureSource: LogSource = {
  name: 'disclosure',
  table: 'disclosures.ledger',
  id: 'uuid',
  at: 'at',
  person: 'person_id',
  fields: fields({
    text: 'recipient_kind recipient_id person_id company_id channel purpose basis about_kind about_id',
    json: 'fields',
    time: 'at',
    bytes: 'content_sha256',
  }),
};
