import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import type { Ground, Member } from '../../../platform/http/who.ts';
import { lookUp } from '../../contacts/index.ts';
import { readLicence } from '../store/licences.ts';
import { readStaffNamedSeats } from '../store/named-seats.ts';
import type { StaffNamedSeats } from '../wire/licences.ts';

/** How to show members, by kind and id; handed in by staff. */
export type Actors = (
  ids: readonly (string | null)[],
) => Promise<(kind: string, id: string | null) => { readonly name: string | null }>;

/** For whom a company keeps or kept seats of a licence, and which of its administrators did so. A look-up of each who is named. */
export function namedSeatsForStaff(
  deps: Deps,
  actors: Actors,
  asked: { readonly who: Member; readonly ground: Ground | null; readonly licenceId: string },
): Promise<StaffNamedSeats> {
  const { who, ground, licenceId } = asked;
  return lookUp(deps, who, ground, {
    async read(trx) {
      if (!(await readLicence(trx, licenceId))) throw httpErrors.KEPT_NOT_FOUND();
      const rows = await readStaffNamedSeats(trx as Trx<'customer service' | 'registration'>, licenceId);
      const lookUps = rows
        .filter((row) => row.name !== null)
        .map((row) => ({
          kind: 'listed' as const,
          personId: row.person_id,
          companyId: row.company_id,
          fields: ['name', 'email'],
        }));
      return { read: rows, lookUps };
    },
    async finish(_base, rows) {
      const by = await actors(rows.flatMap((row) => [row.assigned_by, row.ended_by]));
      return {
        seats: rows.map((row) => ({
          id: row.id,
          personId: row.person_id,
          name: row.name,
          email: row.email,
          assignedAt: row.assigned_at.toISOString(),
          assignedBy: by('member', row.assigned_by).name,
          taken: row.activation_id !== null,
          endedAt: row.ended_at?.toISOString() ?? null,
          endedHow: row.ended_how,
        })),
      };
    },
  });
}
