import type { Clause } from '../../../platform/clauses/clause.ts';
import { fillText, type VendorWords } from '../../../platform/clauses/fill-text.ts';
import { isPromised } from '../../../platform/clauses/registry.ts';
import { type Category, purposeCategories, purposes } from '../../../platform/db/purposes.ts';
import type { NoticeBody } from '../wire/notices.ts';

/** What each category of personal data is called on the pages. */
export const categoryWords: Record<Category, string> = {
  identity: 'names',
  email: 'mail addresses',
  phone: 'phone numbers',
  address: 'postal addresses',
  profession: 'titles, roles and what is designed with our products',
  message: 'the content of messages',
  question: 'what you were asked about an order, and your answers',
};

/** Ids of the sections that are not clauses. */
export const vendorSection = 'vendor';
export const purposesSection = 'purposes';

/** The whole policy in words: who the vendor is, each clause of which something is built, and for which purposes people are read. */
export function policyBody(vendor: VendorWords, clauses: readonly Clause[]): NoticeBody {
  return {
    title: 'Privacy policy',
    sections: [
      {
        id: vendorSection,
        heading: 'Who we are',
        text: fillText(
          '{vendor}, {address}. Phone {phone}. Questions about privacy: {privacyMailbox}. To hear nothing more from us: {removeMailbox}. We and our affiliates have offices in {offices}.',
          vendor,
        ),
      },
      ...clauses.filter(isPromised).map((clause) => ({
        id: clause.id,
        heading: clause.title,
        text: fillText(clause.text, vendor),
      })),
      { id: purposesSection, heading: 'Who may read what', text: purposesText() },
    ],
  };
}

function purposesText(): string {
  return purposes
    .map(
      (purpose) => `${purpose}: ${purposeCategories[purpose].map((category) => categoryWords[category]).join(', ')}.`,
    )
    .join('\n\n');
}
