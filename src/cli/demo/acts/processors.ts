import { day } from '../founding.ts';
import { at } from '../sample-companies.ts';
import { type Act, type Stage, seatOf } from '../stage.ts';
import { act, afterwards, dayMs, registrant, visits } from './act.ts';

const letter = { purpose: 'customer service', reason: 'letter about the end of maintenance' };

/** Letters that the mail house delivers: a file of columns that only it can open. */
export function handOvers(stage: Stage): Act[] {
  return visits(stage, { kind: 'hand-overs', count: 8 }, async (subject, index) => {
    // The first customer is one of whom somebody is known; of another the registration may wait to be answered for.
    const [first = subject] = stage.inUse;
    const found = [await registrant(stage, subject), await registrant(stage, first)];
    const companyIds = [...new Set(found.map(({ companyId }) => companyId))];
    const fields = ['companyName', 'name', 'street', 'postalCode', 'city'].slice(0, 2 + (index % 4));
    const body = { recipientId: stage.processorIds[1], companyIds, fields, channel: null };
    await seatOf(stage, 'administrator').call('POST', '/api/v1/hand-overs', body, letter);
  });
}

/** An invitation that the mail house sends by post, to whoever of the last customers has not opted out of it. */
export function invitations(stage: Stage): Act[] {
  const reason = { purpose: 'marketing', reason: 'invitation to a seminar' };
  return [
    act(new Date(stage.span.end.getTime() - 20 * 3_600_000), 'hand-overs', async () => {
      const companyIds = new Set<string>();
      for (const subject of stage.inUse.slice(-60)) companyIds.add((await registrant(stage, subject)).companyId);
      const fields = ['companyName', 'name', 'street', 'postalCode', 'city'];
      const body = { recipientId: stage.processorIds[1], companyIds: [...companyIds], fields, channel: 'post' };
      await seatOf(stage, 'marketing').call('POST', '/api/v1/hand-overs', body, reason);
    }),
  ];
}

/** Another one delivers letters until it is ended, and confirms what it has deleted. */
export function lastLetters(stage: Stage): Act[] {
  const recipientId = () => stage.processorIds[2];
  const last = at(stage.span, 0.5);
  const over = afterwards(stage, last, 60);
  const confirmed = afterwards(stage, over, 20);
  return [
    act(last, 'hand-overs', async () => {
      const [subject] = stage.inUse;
      if (!subject) return;
      const { companyId } = await registrant(stage, subject);
      const body = {
        recipientId: recipientId(),
        companyIds: [companyId],
        fields: ['companyName', 'name'],
        channel: null,
      };
      await seatOf(stage, 'administrator').call('POST', '/api/v1/hand-overs', body, letter);
    }),
    act(over, 'processors', async () => {
      await seatOf(stage, 'privacy officer').call('POST', `/api/v1/recipients/${recipientId()}/end`, {});
    }),
    act(confirmed, 'processors', async () => {
      const body = { on: day(stage.clock.now()), evidence: 'certificate' };
      await seatOf(stage, 'privacy officer').call('POST', `/api/v1/recipients/${recipientId()}/deletion`, body);
    }),
  ];
}

/** What no machine can look at: the privacy officer has asked those who were hired, and asks again within the year. */
export function theirWord(stage: Stage): Act[] {
  return [0.2, 0.9].map((share) =>
    act(at(stage.span, share), 'attestations', async () => {
      const until = day(new Date(stage.clock.now().getTime() + 360 * dayMs));
      const statement =
        'Asked each of them in writing; all have confirmed it. Demo answers are in the file of contracts.';
      await seatOf(stage, 'privacy officer').call('POST', '/api/v1/proof/U6.their-word/attestations', {
        statement,
        until,
      });
    }),
  );
}
