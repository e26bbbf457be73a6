import { randomUUID } from 'node:crypto';
import { codeOf, mustBeDone } from '../door.ts';
import { errors } from '../errors.ts';
import { day } from '../founding.ts';
import { makeLabels } from '../own-page.ts';
import { type Act, noticeShown, type Stage, seatOf } from '../stage.ts';
import { act, dayMs, times } from './act.ts';

/** In the last months two schools register, make labels, and their pupils activate; a student registers, and a child is turned back. */
export function education(stage: Stage): Act[] {
  return times(2, (index) => {
    const when = new Date(stage.span.end.getTime() - (80 - 30 * index) * dayMs);
    return act(when, 'education licences', async () => {
      const [school = '', own = ''] = await issue(stage);
      await register(stage, school, {
        name: `Teacher ${index + 1}`,
        email: `teacher${index + 1}@school.example`,
        registrant: 'school',
      });
      const endsOn = day(new Date(stage.span.end.getTime() + (60 + 30 * index) * dayMs));
      const labels = await makeLabels(stage, `teacher${index + 1}@school.example`, {
        startsOn: day(when),
        endsOn,
        count: '12',
      });
      for (const label of labels.slice(0, 8)) {
        const json = { label, machine: `school-machine-${randomUUID()}` };
        mustBeDone(await stage.door.send({ method: 'POST', path: '/api/v1/pupil-seats', json }), 'a pupil activates');
      }
      await student(stage, own, index);
    });
  });
}

async function issue(stage: Stage): Promise<string[]> {
  const [code = ''] = stage.releaseIds.keys();
  const { licences } = await seatOf(stage, 'licence desk').call<{ licences: { serial: string }[] }>(
    'POST',
    '/api/v1/licences',
    {
      holderCompanyId: stage.resellerIds[0],
      productId: stage.productIds.get(code),
      releaseId: stage.releaseIds.get(code),
      kind: 'education',
      seats: 15,
      expiresOn: day(new Date(stage.span.end.getTime() + 300 * dayMs)),
      count: 2,
    },
  );
  return licences.map(({ serial }) => serial);
}

async function register(stage: Stage, serial: string, told: Record<string, string>): Promise<void> {
  const notice = await noticeShown(stage);
  const form = {
    serial,
    notice,
    idempotency: randomUUID(),
    companyName: `School of ${told.name}`,
    country: 'DE',
    ...told,
  };
  mustBeDone(await stage.door.send({ method: 'POST', path: '/activate', form }), 'an education licence is registered');
}

/** The date of birth comes first; of a child nothing is kept. */
async function student(stage: Stage, serial: string, index: number): Promise<void> {
  const screen = (year: number) =>
    stage.door.send({ method: 'POST', path: '/activate/student', form: { day: '7', month: '3', year: String(year) } });
  const thisYear = stage.clock.now().getUTCFullYear();
  const turnedBack = await screen(thisYear - 9);
  if (turnedBack.status !== 403)
    throw errors.KEPT_DEMO_STOPPED({ step: 'a child is turned back', code: codeOf(turnedBack) });
  const { text } = mustBeDone(await screen(thisYear - 20), 'a student enters the date of birth');
  const agePass = /name="agePass" value="([^"]+)"/.exec(text)?.[1] ?? '';
  await register(stage, serial, {
    name: `Student ${index + 1}`,
    email: `student${index + 1}@campus.example`,
    registrant: 'student',
    agePass,
  });
}
