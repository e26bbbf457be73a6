import { type Act, type InUse, type Stage, seatOf } from '../stage.ts';
import { act, dayMs, registrant } from './act.ts';

const ground = { purpose: 'legal', reason: 'legal demand' };

/** Authorities demand data: answered and told, kept from the person until a day that is over and one that is not, refused, and waiting. */
export function legalDemands(stage: Stage): Act[] {
  const at = (daysBefore: number, run: () => Promise<void>) =>
    act(new Date(stage.span.end.getTime() - daysBefore * dayMs), 'legal demands', run);
  const prosecutor = 'Sample Public Prosecutor';
  return [
    at(400, async () => {
      const id = await record(stage, {
        authority: 'Sample Tax Office',
        subject: subjectOf(stage, 0),
        withheldFor: null,
      });
      await approve(stage, id);
      await give(stage, id, ['name', 'companies', 'registrations']);
      await seatOf(stage, 'privacy officer').call('POST', `${path}/${id}/close`, {});
    }),
    at(200, async () => {
      const id = await record(stage, { authority: prosecutor, subject: subjectOf(stage, 1), withheldFor: 60 });
      await approve(stage, id);
      await give(stage, id, ['name', 'email', 'phone']);
    }),
    at(20, async () => {
      const id = await record(stage, { authority: prosecutor, subject: subjectOf(stage, 2), withheldFor: 80 });
      await approve(stage, id);
      await seatOf(stage, 'privacy officer').call('POST', `${path}/${id}/hold`, { until: dayAfter(stage, 110) });
      await give(stage, id, ['name', 'email', 'registrations']);
    }),
    at(6, async () => {
      const id = await record(stage, { authority: prosecutor, subject: subjectOf(stage, 3), withheldFor: null });
      const reason = 'The order names no law, and the authority could not tell one when asked.';
      await seatOf(stage, 'privacy officer').call('POST', `${path}/${id}/refuse`, { reason });
    }),
    at(2, async () => {
      const id = await record(stage, { authority: prosecutor, subject: subjectOf(stage, 4), withheldFor: 30 });
      await seatOf(stage, 'privacy officer').call('POST', `${path}/${id}/approve`, {});
    }),
  ];
}

const path = '/api/v1/legal-demands';

/** None of the first customers: some of them are erased at the end. */
function subjectOf({ inUse }: Stage, place: number): InUse | undefined {
  const first = new Set(inUse.slice(0, 20).map(({ person }) => person.email));
  return inUse.filter(({ person }) => !first.has(person.email)).at(-1 - place * 4);
}

async function record(
  stage: Stage,
  given: { readonly authority: string; readonly subject: InUse | undefined; readonly withheldFor: number | null },
): Promise<string> {
  const personIds = given.subject ? [(await registrant(stage, given.subject)).personId] : [];
  const body = {
    authority: given.authority,
    address: null,
    country: 'DE',
    reference: `SAMPLE ${stage.clock.now().getUTCFullYear()}/17`,
    basis: 'Made-up section 95 of a code of criminal procedure',
    scope: 'Who registered the licence, and how they can be reached.',
    channel: 'letter',
    receivedOn: dayAfter(stage, -1),
    dueOn: dayAfter(stage, 14),
    personIds,
    companyIds: [],
    withholding:
      given.withheldFor === null
        ? null
        : { until: dayAfter(stage, given.withheldFor), basis: 'The made-up order forbids it, no. 4.' },
  };
  return (await seatOf(stage, 'privacy officer').call<{ id: string }>('POST', path, body)).id;
}

async function approve(stage: Stage, id: string): Promise<void> {
  await seatOf(stage, 'privacy officer').call('POST', `${path}/${id}/approve`, {});
  const second = seatOf(stage, 'administrator');
  await second.call('POST', `${path}/${id}/approve`, {});
  const read = { purpose: 'operations', reason: 'approves a legal demand' };
  const { waiting } = await second.call<{ waiting: object | null }>('GET', `${path}/${id}`, undefined, read);
  if (waiting) await second.call('POST', `${path}/${id}/withhold/approve`, {});
}

async function give(stage: Stage, id: string, fields: readonly string[]): Promise<void> {
  const officer = seatOf(stage, 'privacy officer');
  const { people } = await officer.call<{ people: { id: string }[] }>('GET', `${path}/${id}`, undefined, ground);
  const chosen = people.map((person) => ({ personId: person.id, fields }));
  const { sha256 } = await officer.call<{ sha256: string }>('POST', `${path}/${id}/preview`, { chosen }, ground);
  await officer.call('POST', `${path}/${id}/give`, { chosen, sha256 }, ground);
}

function dayAfter(stage: Stage, days: number): string {
  return new Date(stage.clock.now().getTime() + days * dayMs).toISOString().slice(0, 10);
}
