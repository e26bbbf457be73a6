import type { Lead } from '../wire/leads.ts';

/** So long a reseller may think about a lead; after that it goes to the next. */
const offerMs = 3 * 86_400_000;
/** So long before, it is reminded. */
const reminderMs = 86_400_000;

export function offerDue(at: Date): Date {
  return new Date(at.getTime() + offerMs);
}

export type ClockStep = 'lapse' | 'remind' | null;

/** What an open offer asks for now. */
export function offerStep(offer: { readonly dueAt: Date; readonly remindedAt: Date | null }, now: Date): ClockStep {
  if (offer.dueAt <= now) return 'lapse';
  if (offer.remindedAt === null && offer.dueAt.getTime() - now.getTime() <= reminderMs) return 'remind';
  return null;
}

/** Offers whose clock says something at this time are due before that one. */
export function looksUntil(now: Date): Date {
  return new Date(now.getTime() + reminderMs);
}

interface Offered {
  readonly state: Lead['state'];
  readonly holderCompanyId: string | null;
}

/** May this reseller answer an offer: is it offered to it, and is there time left? */
export function mayAnswer(
  lead: Offered,
  offer: { readonly dueAt: Date } | null,
  at: { readonly company: string; readonly now: Date },
): boolean {
  return lead.state === 'offered' && lead.holderCompanyId === at.company && offer !== null && offer.dueAt > at.now;
}

export type LeadAct = 'accept' | 'decline' | 'offer' | 'close';

/** What can be done with a lead, and by whom. */
export function leadActs(lead: Offered, who: { readonly keeper: boolean; readonly company: string | null }): LeadAct[] {
  const open = lead.state === 'waiting' || lead.state === 'offered';
  if (who.company !== null) {
    if (who.company !== lead.holderCompanyId) return [];
    return lead.state === 'offered' ? ['accept', 'decline'] : lead.state === 'accepted' ? ['close'] : [];
  }
  if (!who.keeper) return [];
  return open ? ['offer', 'close'] : lead.state === 'accepted' ? ['close'] : [];
}
