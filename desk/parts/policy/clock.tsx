import type { Incident } from '../../api/wire.ts';
import { incidentsMessages } from '../../messages/en/incidents.ts';
import { count } from '../../ui/when.tsx';

const text = incidentsMessages.incidents;

/** Hours left of the 72, or since they were over. */
export function Clock({ incident }: { incident: Incident }) {
  if (incident.closedAt) return <>{text.stopped}</>;
  const hours = (new Date(incident.dueAt).getTime() - Date.now()) / 3_600_000;
  return <>{hours >= 0 ? text.left(count(Math.ceil(hours))) : text.over(count(Math.ceil(-hours)))}</>;
}

/** What an input of date and time shows for this moment, in the reader's zone. */
export function localMoment(at: Date): string {
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
