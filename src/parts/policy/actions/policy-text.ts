import type { Clause } from '../../../platform/clauses/clause.ts';
import { fillText, type VendorWords } from '../../../platform/clauses/fill-text.ts';
import { isPromised } from '../../../platform/clauses/registry.ts';
import type { Category } from '../../../platform/db/purposes.ts';
import type { Use } from '../../../platform/db/uses.ts';
import type { NoticeBody } from '../wire/notices.ts';

/** What each category of personal data is called on the pages. */
export const categoryWords: Record<Category, string> = {
  identity: 'names',
  email: 'mail addresses',
  phone: 'phone numbers',
  address: 'postal addresses',
  profession: 'titles, roles and what is designed with our products',
  message: 'the content of messages',
  question:
    'what you were asked about an order, and your answers; what was brought forward in a dispute about a licence',
};

/** Ids of the sections that are not clauses. */
export const vendorSection = 'vendor';
export const purposesSection = 'purposes';
export const recipientsSection = 'recipients';

/** The whole policy in words: who the vendor is, each clause of which something is built, for which purposes people are read, and what may be given to whom. */
export function policyBody(
  vendor: VendorWords,
  { clauses, uses }: { readonly clauses: readonly Clause[]; readonly uses: readonly Use[] },
): NoticeBody {
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
      { id: purposesSection, heading: 'Who may read what', text: linesOf('purpose', uses) },
      { id: recipientsSection, heading: 'Who may be given what', text: linesOf('recipient', uses) },
    ],
  };
}

/** How the policy calls each kind of recipient. */
const recipientWords: Record<string, string> = {
  'recipient reseller': 'The reseller assigned to you',
  'recipient licensor': 'Licensors of technology in the product that you registered, by the notice that you saw then',
  'recipient processor': 'Companies that work for us, by their contract',
  'recipient authority': 'Authorities, where the law demands it',
};

/** All uses of one kind, a line each. */
function linesOf(kind: string, uses: readonly Use[]): string {
  const of = uses.filter(({ use }) => use.startsWith(`${kind} `));
  return [...Map.groupBy(of, ({ use }) => use).values()].map(useWords).join('\n\n');
}

/** `marketing: names, mail addresses.` of the categories of one use. */
export function useWords(uses: readonly Use[]): string {
  const use = uses[0]?.use ?? '';
  const name = recipientWords[use] ?? use.replace(/^purpose /, '');
  return `${name}: ${uses.map(({ category }) => categoryWords[category]).join(', ')}.`;
}
