import { fields, type LogSource } from '../../../platform/evidence/source.ts';

/** The audit log, for the evidence log: every column of every row. */
export const auditSource: LogSource = {
  name: 'audit',
  table: 'staff.audit',
  id: 'number',
  at: 'at',
  fields: fields({ text: 'actor_kind actor_id action about_kind about_id', json: 'detail', time: 'at' }),
};
