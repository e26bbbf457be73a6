import type { Eraser } from '../../platform/erasure/eraser.ts';
import { closeLeadsOf } from './store/leads.ts';

/** How resellers forget a person: what is open of their enquiries is closed, so that nobody is offered or takes it any more. */
export const resellersEraser: Eraser = {
  part: 'resellers',
  tables: [],
  columns: [],
  values: async () => [],
  ofOthers: async () => [],
  async erase(trx, { personId, at }) {
    const closed = await closeLeadsOf(trx, personId, at);
    return { erased: [{ what: 'enquiries that nobody had taken on yet, closed', count: closed }], kept: [] };
  },
};
