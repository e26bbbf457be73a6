import type { Eraser } from '../../platform/erasure/eraser.ts';
import { countDisclosures, eraseMails } from './store/erase.ts';

/** How disclosures forgets a person: the mails go, the ledger stays. */
export const disclosuresEraser: Eraser = {
  part: 'disclosures',
  tables: ['platform.mail_outbox'],
  columns: ['to_address', 'subject', 'body_text', 'body_html', 'attachments'].map(
    (name) => `platform.mail_outbox.${name}`,
  ),
  values: async () => [],
  ofOthers: async () => [],
  async erase(trx, { personId, values }) {
    const { mails, withdrawn } = await eraseMails(trx, { personId, values });
    const rows = await countDisclosures(trx, personId);
    return {
      erased: [
        { what: 'mails to you or about you', count: mails },
        { what: 'reports that had not left yet, withdrawn', count: withdrawn },
      ],
      kept: [
        {
          what: `the ledger of disclosures, which says when which kinds of data went to whom, with a number in the place of your name (rows: ${rows})`,
          why: 'so that it can be proven who received data',
        },
      ],
    };
  },
};
