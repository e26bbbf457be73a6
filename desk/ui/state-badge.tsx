import { m } from '../messages/en.ts';
import { Icon, type IconName } from './icon.tsx';
import classes from './state-badge.module.css';

type Tone = 'good' | 'bad' | 'warn' | 'quiet';

const looks: Record<string, { icon: IconName; tone: Tone }> = {
  // proof
  held: { icon: 'check', tone: 'good' },
  broken: { icon: 'cross', tone: 'bad' },
  unproven: { icon: 'question', tone: 'warn' },
  'not built': { icon: 'dash', tone: 'quiet' },
  stale: { icon: 'clock', tone: 'warn' },
  attested: { icon: 'hand', tone: 'quiet' },
  // licences
  draft: { icon: 'dash', tone: 'quiet' },
  issued: { icon: 'clock', tone: 'quiet' },
  active: { icon: 'check', tone: 'good' },
  suspended: { icon: 'dash', tone: 'warn' },
  'on hold': { icon: 'hand', tone: 'warn' },
  expired: { icon: 'clock', tone: 'warn' },
  revoked: { icon: 'cross', tone: 'bad' },
  replaced: { icon: 'dash', tone: 'quiet' },
  // orders
  placed: { icon: 'clock', tone: 'warn' },
  confirmed: { icon: 'clock', tone: 'quiet' },
  fulfilled: { icon: 'check', tone: 'good' },
  cancelled: { icon: 'dash', tone: 'quiet' },
  // disputes
  stays: { icon: 'check', tone: 'quiet' },
  'goes over': { icon: 'check', tone: 'quiet' },
  'one company': { icon: 'check', tone: 'quiet' },
  // leads
  waiting: { icon: 'question', tone: 'warn' },
  offered: { icon: 'clock', tone: 'quiet' },
  accepted: { icon: 'check', tone: 'good' },
  // contracts
  coming: { icon: 'clock', tone: 'quiet' },
  running: { icon: 'check', tone: 'good' },
  reinstated: { icon: 'check', tone: 'good' },
  lapsed: { icon: 'cross', tone: 'warn' },
  renewed: { icon: 'check', tone: 'quiet' },
  declined: { icon: 'dash', tone: 'quiet' },
  // registrations and mail
  applied: { icon: 'check', tone: 'good' },
  'waiting for proof': { icon: 'clock', tone: 'warn' },
  disowned: { icon: 'cross', tone: 'bad' },
  queued: { icon: 'clock', tone: 'quiet' },
  sending: { icon: 'clock', tone: 'quiet' },
  sent: { icon: 'check', tone: 'good' },
  refused: { icon: 'cross', tone: 'bad' },
  open: { icon: 'clock', tone: 'warn' },
  answered: { icon: 'check', tone: 'good' },
  withdrawn: { icon: 'dash', tone: 'quiet' },
  received: { icon: 'clock', tone: 'warn' },
  approved: { icon: 'check', tone: 'quiet' },
  given: { icon: 'check', tone: 'good' },
  closed: { icon: 'check', tone: 'quiet' },
  'no mailbox': { icon: 'question', tone: 'warn' },
  ended: { icon: 'dash', tone: 'quiet' },
  // tokens
  good: { icon: 'check', tone: 'good' },
  // webhooks
  over: { icon: 'dash', tone: 'quiet' },
  on: { icon: 'check', tone: 'good' },
  failing: { icon: 'cross', tone: 'warn' },
  stopped: { icon: 'hand', tone: 'warn' },
  delivered: { icon: 'check', tone: 'good' },
  'given up': { icon: 'cross', tone: 'bad' },
};

/** A state as a shape and a word: readable without colour. */
export function StateBadge({ state }: { state: string }) {
  const look = looks[state] ?? { icon: 'dash', tone: 'quiet' };
  return (
    <span className={classes.badge} data-tone={look.tone}>
      <Icon name={look.icon} size={14} />
      {m.statesOf[state] ?? state}
    </span>
  );
}
