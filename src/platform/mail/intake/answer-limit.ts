import type { Clock } from '../../clock.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const mostADay = 5;
const mostAnHour = 300;

/**
 * Whether an address may be answered once more: one answer a minute and five a day, and 300 an hour to all together, so that two
 * machines cannot write to each other for ever and nobody can have strangers written to. In memory: keyed digests, never addresses.
 */
export function createAnswerLimit(clock: Clock): (senderKey: Buffer) => boolean {
  const answered = new Map<string, number[]>();
  let hour: number[] = [];
  return (senderKey) => {
    const now = clock.now().getTime();
    hour = hour.filter((at) => now - at < 60 * minute);
    const key = senderKey.toString('base64');
    const own = (answered.get(key) ?? []).filter((at) => now - at < day);
    const last = own.at(-1);
    if (hour.length >= mostAnHour || own.length >= mostADay || (last !== undefined && now - last < minute))
      return false;
    hour.push(now);
    answered.set(key, [...own, now]);
    for (const [each, times] of answered) if (now - (times.at(-1) ?? 0) >= day) answered.delete(each);
    return true;
  };
}
