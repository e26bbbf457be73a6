import { type Act, type InUse, type Stage, seatOf } from '../stage.ts';
import { act, registrant } from './act.ts';

const day = 86_400_000;

/** In the last days three records are sealed as those of children: one is purged, one was none, and one waits for a second look. Data files are written anew when the server has run a while. */
export function children(stage: Stage): Act[] {
  const found = [
    { reason: 'told by a parent', daysBefore: 5, decision: 'purge' },
    { reason: 'seen by staff', daysBefore: 4, decision: 'lift' },
    { reason: 'told by a school', daysBefore: 1, decision: null },
  ] as const;
  return found.flatMap(({ reason, daysBefore, decision }, index) => {
    let id = '';
    const when = new Date(stage.span.end.getTime() - daysBefore * day);
    const sealed = act(when, 'children', async () => {
      const subject = quiet(stage, when)[index];
      if (!subject) return;
      const { personId } = await registrant(stage, subject);
      const made = await seatOf(stage, 'privacy officer').call<{ id: string }>('POST', '/api/v1/children', {
        personId,
        reason,
      });
      id = made.id;
    });
    const decided = act(new Date(when.getTime() + day / 2), 'children', async () => {
      if (id !== '') await seatOf(stage, 'administrator').call('POST', `/api/v1/children/${id}/${decision}`);
    });
    return decision === null ? [sealed] : [sealed, decided];
  });
}

/** Licences of companies that activate nothing more; not the first and the last ones, whose people ask something of their own. */
function quiet({ inUse }: Stage, from: Date): readonly InUse[] {
  const middle = inUse.slice(Math.ceil(inUse.length / 3), Math.floor((inUse.length * 2) / 3));
  return middle.filter(({ company }) =>
    company.purchases.every(({ activations }) => activations.every(({ at }) => at < from)),
  );
}
