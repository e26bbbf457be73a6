import type { Mail } from '../../../platform/egress/egress.ts';
import { messages } from './messages.ts';

/** The link by which somebody makes an account. The ledger row carries the id that the member will have. */
export function invitationMail(given: {
  readonly id: string;
  readonly to: string;
  readonly role: string;
  readonly companyId: string | null;
  readonly vendor: string;
  readonly link: string;
  readonly expiresAt: Date;
}): Mail {
  const until = `${given.expiresAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return {
    kind: 'invitation',
    to: given.to,
    subject: messages.invitationSubject(given.vendor),
    text: messages.invitation({ vendor: given.vendor, role: given.role, link: given.link, until }),
    disclosure: {
      recipientKind: 'staff',
      recipientId: given.id,
      personId: null,
      companyId: given.companyId,
      purpose: 'authentication',
      fields: [],
      basis: 'invitation to the desk',
      about: { kind: 'invitation', id: given.id },
    },
  };
}
