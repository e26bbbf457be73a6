import { tellBreaches } from '../../../parts/rights/index.ts';
import { at } from '../sample-companies.ts';
import { type Act, type Stage, seatOf } from '../stage.ts';
import { act, dayMs } from './act.ts';

const path = '/api/v1/incidents';
const hourMs = 3_600_000;

/** Two breaches that staff recorded: one long over, of which everybody was told; one of yesterday, of which the authority knows and whose letter to the people waits for a second person. */
export function incidents(stage: Stage): Act[] {
  const early = at(stage.span, 0.26);
  const late = new Date(stage.span.end.getTime() - 26 * hourMs);
  return [
    act(early, 'incidents', async () => {
      const id = await record(stage, 'A notebook with a list of customers was left on a train', 3 * hourMs);
      const notice = await write(stage, id, {
        happened: 'A notebook of ours with a list of customers was left on a train, and its disk was not encrypted.',
        consequences: 'Whoever has it may write to you and say that they are us.',
        measures: 'The notebook was found the same evening. The disks of all notebooks are encrypted since.',
      });
      await seatOf(stage, 'administrator').call('POST', `/api/v1/breach-notices/${notice}/approve`);
      await tellBreaches(stage.kept.deps);
      await note(stage, id, 'people', null);
    }),
    act(new Date(early.getTime() + 2 * dayMs), 'incidents', async () => {
      const officer = seatOf(stage, 'privacy officer');
      const { items } = await officer.call<{ items: { id: string }[] }>('GET', `${path}?state=open`);
      const cause =
        'A notebook without an encrypted disk. All disks are encrypted since, and the list of notebooks says so.';
      for (const { id } of items) await officer.call('POST', `${path}/${id}/close`, { cause });
    }),
    act(late, 'incidents', async () => {
      const id = await record(stage, 'A list of contacts was mailed to the wrong partner', hourMs);
      await write(stage, id, {
        happened: 'A list of contacts was mailed to a partner whom it was not meant for.',
        consequences: 'The partner saw names and e-mail addresses; it says that it has deleted the list.',
        measures:
          'The partner was asked to delete the list, and has said that it did. Such lists go out by the export alone.',
      });
    }),
  ];
}

/** Recorded, counted, and told to the authority; it concerns those who came in the first quarter of the time: a few even where the demo is small. */
async function record(stage: Stage, title: string, knownForMs: number): Promise<string> {
  const officer = seatOf(stage, 'privacy officer');
  const now = stage.clock.now();
  const knownAt = new Date(now.getTime() - knownForMs);
  const { id } = await officer.call<{ id: string }>('POST', path, { title, knownAt: knownAt.toISOString() });
  const from = new Date(stage.span.start.getTime());
  const until = at(stage.span, 0.25);
  await officer.call('POST', `${path}/${id}/affected`, {
    fields: ['email', 'name'],
    from: from.toISOString(),
    until: until.toISOString(),
  });
  await note(stage, id, 'authority', 'Made-up number 4711');
  return id;
}

async function note(stage: Stage, id: string, told: 'authority' | 'people', reference: string | null): Promise<void> {
  const on = stage.clock.now().toISOString().slice(0, 10);
  await seatOf(stage, 'privacy officer').call('POST', `${path}/${id}/notices`, { told, on, reference });
}

async function write(
  stage: Stage,
  incidentId: string,
  words: { readonly happened: string; readonly consequences: string; readonly measures: string },
): Promise<string> {
  const officer = seatOf(stage, 'privacy officer');
  const contact = 'Our privacy officer, at the address below.';
  await officer.call('POST', `${path}/${incidentId}/breach-notices`, { ...words, contact });
  const { notices } = await officer.call<{ notices: { id: string }[] }>('GET', `${path}/${incidentId}/breach-notices`);
  return notices[0]?.id ?? '';
}
