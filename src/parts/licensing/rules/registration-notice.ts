import type { Purpose } from '../../../platform/db/purposes.ts';
import type { NoticeBody } from '../../policy/index.ts';
import { type FieldName, type RegistrationField, registrationFields } from './registration-fields.ts';

/** A licensor to whom registrations are reported, by contract. */
export interface ReportedTo {
  readonly id: string;
  readonly name: string;
  readonly technologies: readonly string[];
  readonly products: readonly string[];
  readonly fields: readonly string[];
}

export interface Collector {
  readonly name: string;
  readonly address: string;
  readonly phone: string;
  readonly privacyMailbox: string;
}

/** Where a field goes, in one sentence. */
function recipientsSentence(collector: string, name: FieldName, licensors: readonly ReportedTo[]): string {
  const reported = licensors
    .filter((licensor) => licensor.fields.includes(name))
    .map((licensor) => `${licensor.name} (for ${licensor.products.join(', ')})`);
  // Whose licence it is may ask who there activated it, and is told the name (clause L5).
  const company = name === 'name' ? ['your own company (if it asks who activated its licence)'] : [];
  const to = [collector, 'your reseller', ...company, ...reported];
  return `${to.slice(0, -1).join(', ')} and ${to.at(-1)}.`;
}

/** What a field is used for: where licensors are told of it, for what is owed to them, too. */
export function purposesTold(field: RegistrationField, reported: boolean): readonly Purpose[] {
  return reported ? [...field.purposes, 'licensor obligation'] : field.purposes;
}

/** What a field is told with, in the words that the form shows. */
export function fieldSentences(collector: string, field: RegistrationField, licensors: readonly ReportedTo[]) {
  const reported = licensors.some((licensor) => licensor.fields.includes(field.name));
  const purposes = purposesTold(field, reported);
  return {
    need: field.needed ? `Needed. ${field.without}` : `Optional. Without it: ${lowerFirst(field.without)}`,
    recipients: recipientsSentence(collector, field.name, licensors),
    purposes,
    retention: field.retention,
  };
}

/** The registration notice: the words beside each field. Its hash names it, so it holds what is shown and nothing else. */
export function registrationNotice(collector: Collector, licensors: readonly ReportedTo[]): NoticeBody {
  return {
    title: 'Registration at the activation of a licence',
    sections: [
      {
        heading: 'Who asks',
        text: `${collector.name}, ${collector.address}. Phone ${collector.phone}. Questions: ${collector.privacyMailbox}.`,
      },
      { heading: 'Who is told', text: whoIsTold(licensors) },
      ...registrationFields.map((field) => {
        const told = fieldSentences(collector.name, field, licensors);
        return {
          id: field.name,
          heading: field.label,
          text: `${field.why} ${told.need}\n\nWho receives it: ${told.recipients}\n\nUsed for: ${told.purposes.join(', ')}.\n\n${told.retention}`,
        };
      }),
      { id: 'marketing', heading: marketing.label, text: marketing.text },
    ],
  };
}

/** The one choice of the form. */
export const marketing = {
  label: 'Send me product information by mail',
  text: 'Only if you tick it: news about the products, by mail. It is never ticked beforehand, and you can turn it off at any time on your page.',
};

function whoIsTold(licensors: readonly ReportedTo[]): string {
  const reseller = 'The reseller assigned to you sees what you tell here.';
  if (licensors.length === 0) return reseller;
  const lines = licensors.map(
    (licensor) =>
      `${licensor.name} licenses ${licensor.technologies.join(', ')}, included in ${licensor.products.join(', ')}; by contract it is told: ${licensor.fields.map(labelOf).join(', ')}.`,
  );
  return [reseller, ...lines].join('\n\n');
}

const labels = new Map<string, string>(registrationFields.map(({ name, label }) => [name, label]));

function labelOf(name: string): string {
  return labels.get(name) ?? name;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
