import type { Clock } from '../../clock.ts';
import type { Digests } from '../../crypto/digest.ts';
import type { KeptError } from '../../errors.ts';
import { type Html, html } from '../html.ts';
import { judgeAge, type TypedBirth } from './age.ts';
import { errors } from './errors.ts';
import { messages } from './messages.ts';

/** Long enough to fill in a form, or to carry a request to another machine. */
const passMinutes = 60;
const laterSeconds = 7_200;
const cookie = { name: 'kept.later', value: '1', path: '/activate' };

interface Screening {
  readonly clock: Clock;
  readonly digests: Digests;
}

/** The screen as data, for programs that draw it themselves. */
export const ageScreen = {
  title: messages.title,
  text: messages.text,
  fields: (['day', 'month', 'year'] as const).map((name) => ({
    name,
    label: messages.fields[name],
    maxLength: name === 'year' ? 4 : 2,
  })),
  send: messages.send,
};

/**
 * Judges a birth date and forgets it: a pass for who may go on, an error for who may not. `later` is whether this browser was refused a
 * while ago: then whatever is entered is answered alike.
 */
export function passAgeScreen(
  { clock, digests }: Screening,
  typed: TypedBirth,
  given: { readonly today: string; readonly later: boolean },
): string {
  const verdict = judgeAge(typed, given.today);
  if (verdict === 'no date') throw errors.KEPT_BIRTH_DATE_UNREADABLE();
  if (verdict === 'too young' || given.later) throw errors.KEPT_AGE_SCREEN_REFUSED();
  // By the minute, so that a pass tells nobody from who came just before.
  const until = String(Math.ceil(clock.now().getTime() / 60_000) + passMinutes);
  return `${until}.${digests.agePass(until).toString('base64url')}`;
}

/** Refuses whoever registers as a student and has no pass, or one that is over. */
export function mustHavePassed({ clock, digests }: Screening, pass: string | null | undefined): void {
  const [until = '', seal = ''] = (pass ?? '').split('.');
  const genuine = /^\d{1,12}$/.test(until) && digests.agePass(until).equals(Buffer.from(seal, 'base64url'));
  if (!genuine || Number(until) * 60_000 <= clock.now().getTime()) throw errors.KEPT_AGE_SCREEN_NEEDED();
}

/** For the register of cookies. */
export function ageScreenCookies() {
  return [
    {
      name: cookie.name,
      purpose: messages.cookie.purpose,
      lifetime: messages.cookie.lifetime,
      setFor: messages.cookie.setFor,
    },
  ];
}

/** Set-Cookie header of a refusal: the same for everybody, and sent back to the pages of activation only. */
export function laterCookie(publicUrl: string): string {
  const secure = publicUrl.startsWith('https:') ? '; Secure' : '';
  return `${cookie.name}=${cookie.value}; Path=${cookie.path}; Max-Age=${laterSeconds}; HttpOnly; SameSite=Strict${secure}`;
}

export function wasRefused(header: string | undefined): boolean {
  return `; ${header ?? ''};`.replace(/;\s*/g, ';').includes(`;${cookie.name}=${cookie.value};`);
}

/** The birth date in a form that was sent. */
export function birthIn(form: Readonly<Record<string, string>>): TypedBirth {
  return { day: form.day ?? '', month: form.month ?? '', year: form.year ?? '' };
}

/** Free entry of a birth date: nothing filled in, and no word of which date would do. */
export function drawAgeScreen(
  form: { readonly action: string; readonly carried?: Html },
  typed: TypedBirth,
  fault: KeptError | null,
): Html {
  const faulty = fault !== null;
  return html`<h1>${messages.title}</h1>
${faulty && html`<div role="alert" class="problem"><p id="birth-fault">${fault.message}</p><p>${fault.next}</p><p class="quiet">${fault.keptCode}</p></div>`}
<p id="birth-text">${messages.text}</p>
<form method="post" action="${form.action}" novalidate>${form.carried}
<fieldset class="parts" aria-describedby="${faulty && 'birth-fault '}birth-text"><legend>${messages.legend}</legend>
${ageScreen.fields.map(
  ({ name, label, maxLength }) =>
    html`<div class="field"><label for="birth-${name}">${label}</label>
<input id="birth-${name}" name="${name}" value="${typed[name]}" inputmode="numeric" maxlength="${maxLength}" required autocomplete="bday-${name}"${faulty && html` aria-invalid="true"`}></div>`,
)}</fieldset>
<p><button type="submit">${messages.send}</button></p>
</form>`;
}

/** Says that it goes no further, and what the school can do. There is no way back on it. */
export function drawRefused(fault: KeptError): Html {
  return html`<h1>${messages.refused}</h1>
<p role="alert" class="problem">${fault.message}</p><p>${fault.next}</p><p class="quiet">${fault.keptCode}</p>`;
}
