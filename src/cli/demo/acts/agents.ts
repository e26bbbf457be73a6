import { isGone } from '../mailbox.ts';
import { type Act, type Stage, seatOf } from '../stage.ts';
import { act, registrant } from './act.ts';

/** In the last days a lawyer asks for somebody: the officer sees the power of attorney before a notary and answers. */
export function agents(stage: Stage): Act[] {
  return [
    act(new Date(stage.span.end.getTime() - 4 * 86_400_000), 'agents', async () => {
      const subject = stage.inUse.filter(({ person }) => !isGone(person.email)).at(-3);
      if (!subject) return;
      const { personId } = await registrant(stage, subject);
      const officer = seatOf(stage, 'privacy officer');
      const body = {
        kind: 'access',
        channel: 'phone',
        receivedOn: stage.clock.now().toISOString().slice(0, 10),
        personId,
        asker: 'Lee Sample, lawyer',
        wording: 'What do you hold of my client?',
        agent: {
          kind: 'lawyer',
          name: 'Lee Sample',
          mandate: 'Power of attorney, notary, no. 12',
          coversAnswer: false,
        },
      };
      const { id } = await officer.call<{ id: string }>('POST', '/api/v1/requests', body);
      await officer.call('POST', `/api/v1/requests/${id}/mandate`, { why: 'The power of attorney is from a notary.' });
      await officer.call('POST', `/api/v1/requests/${id}/identity`, { personId });
      await officer.call('POST', `/api/v1/requests/${id}/answer`, { answer: 'It stands on the page of your client.' });
    }),
  ];
}
