import { isGone } from '../mailbox.ts';
import type { Act, Stage } from '../stage.ts';
import { act } from './act.ts';

/** What people write to the two mailboxes in the last weeks: opt-outs, a correction, questions, and a machine that is away. */
export function mails(stage: Stage): Act[] {
  const hour = 3_600_000;
  return written.map(({ to, subject, text, header }, index) =>
    act(new Date(stage.span.end.getTime() - (index + 2) * 31 * hour), 'mails', async () => {
      const from = writers(stage).at(-2 - index * 2);
      if (from === undefined) return;
      const raw = [`From: <${from}>`, `Subject: ${subject}`, ...header, '', text].join('\r\n');
      await stage.kept.mailIn.deliver(raw, { from, to: [to] });
    }),
  );
}

/** Of the last customers: others are erased in the last days, and what they wrote with them. */
function writers({ inUse }: Stage): string[] {
  const last = Math.floor((inUse.length * 2) / 3);
  const others = new Set(inUse.slice(0, last).map(({ person }) => person.email));
  return inUse
    .slice(last)
    .map(({ person }) => person.email)
    .filter((email) => !others.has(email) && !isGone(email));
}

const written = [
  { to: 'privacy', subject: 'Your files', text: 'Which data do you hold about me?', header: [] },
  { to: 'remove', subject: '', text: 'No more brochures, please.', header: [] },
  { to: 'privacy', subject: 'New number', text: 'Please correct my telephone number: +00 400 12345.', header: [] },
  { to: 'privacy', subject: 'Newsletter', text: 'Please unsubscribe me.', header: [] },
  { to: 'privacy', subject: 'Out of office', text: 'I am away.', header: ['Auto-Submitted: auto-replied'] },
  { to: 'privacy', subject: 'A question', text: 'Who of you reads what I tell support?', header: [] },
] as const;
