import type { Eraser } from '../../platform/erasure/eraser.ts';
import { eraseTold, readErasable, readOfOthers, registered, remarks } from './store/erase.ts';
import { deleteWithPeople } from './store/exports.ts';
import { deleteAllPieces } from './store/import-pieces.ts';

/** How licensing forgets a person. Their licences stay valid. */
export const licensingEraser: Eraser = {
  part: 'licensing',
  tables: [
    'licensing.registrations',
    'licensing.inquiries',
    'licensing.named_seats',
    'licensing.order_questions',
    'licensing.dispute_evidence',
    'licensing.import_pieces',
    'licensing.export_pieces',
  ],
  columns: [
    ...registered.map((name) => `licensing.registrations.${name}`),
    'licensing.named_seats.name',
    'licensing.named_seats.email',
    'licensing.order_questions.question',
    'licensing.order_questions.answer',
    'licensing.import_pieces.sealed',
    'licensing.export_pieces.sealed',
    ...remarks,
  ],
  values: readErasable,
  ofOthers: async (trx, personId, values) => (await readOfOthers(trx, { personId, values })).map((row) => row.value),
  async erase(trx, erasing) {
    // They may be in a list that waits to be imported: whoever sent it sends it again, and the address is known as erased then.
    await deleteAllPieces(trx);
    // They may be in a file that waits to be fetched, or is being written.
    await deleteWithPeople(trx, 'KEPT_EXPORT_ERASED');
    const { registrations, remarks, questions, named } = await eraseTold(trx, erasing);
    return {
      erased: [
        { what: 'what you told at activations', count: registrations },
        { what: 'seats in your name', count: named },
        { what: 'questions about orders, and your answers', count: questions },
        { what: 'remarks on questions of your company in which you were named', count: remarks },
      ],
      kept: [{ what: 'licences and their seats, with the company', why: 'so that what was bought goes on working' }],
    };
  },
};
