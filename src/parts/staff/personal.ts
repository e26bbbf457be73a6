import type { Eraser } from '../../platform/erasure/eraser.ts';
import { takeOutRemarks } from '../../platform/erasure/remarks.ts';
import { eraseInvitationsTo } from './store/invitations.ts';

const remarks = ['staff.invitations.evidence'];

/** How staff forget a person who was invited, or whom the evidence for an invitation names. An account is its holder's own, and ends by itself. */
export const staffEraser: Eraser = {
  part: 'staff',
  tables: ['staff.invitations'],
  columns: ['staff.invitations.email', ...remarks],
  values: async () => [],
  ofOthers: async () => [],
  async erase(trx, { values, at }) {
    const invitations = await eraseInvitationsTo(trx, values, at);
    const count = await takeOutRemarks(trx, remarks, { values });
    return {
      erased: [
        { what: 'invitations to your address', count: invitations },
        { what: 'what was noted of you for an invitation', count },
      ],
      kept: [],
    };
  },
};
