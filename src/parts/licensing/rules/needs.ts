/** What somebody of the staff has to see to: the same licences stand on the first page and are found in the list. */
export type LicenceNeed = 'activations refused' | 'waiting for proof' | 'registrations disowned';

const lookedAfterDays = 30;

/** A refusal, or a registration that was disowned, is looked after from then on. */
export function lookedAfterSince(now: Date): Date {
  return new Date(now.getTime() - lookedAfterDays * 86_400_000);
}
