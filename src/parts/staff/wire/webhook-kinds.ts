/**
 * What a webhook can be told of: the news of the parts that it stands for, and what of it goes out. Ids of things, states and counts,
 * written out one by one; never the id of a person, nor anything that somebody typed.
 */
export const webhookKinds = {
  'licence.issued': { news: 'licensing.issued', fields: ['productId', 'holderCompanyId', 'count'] },
  'licence.activated': {
    news: 'licensing.activated',
    fields: ['licenceId', 'activationId', 'releaseId', 'companyId', 'holderCompanyId'],
  },
  'licence.changed': { news: 'licensing.changed', fields: ['licenceId', 'act', 'state'] },
  'customer.assigned': { news: 'resellers.assigned', fields: ['companyId', 'resellerCompanyId'] },
  'recipient.ended': { news: 'disclosures.ended', fields: ['recipientId', 'kind'] },
  'policy.published': { news: 'policy.published', fields: ['noticeId'] },
  'proof.broken': { news: 'policy.broken', fields: ['incidentId', 'demand', 'openedAt', 'dueAt'] },
  'proof.mended': { news: 'policy.mended', fields: ['incidentId', 'demand'] },
  'incident.closed': { news: 'policy.incident-closed', fields: ['incidentId', 'demand'] },
} as const satisfies Record<string, { readonly news: string; readonly fields: readonly string[] }>;

export type WebhookKind = keyof typeof webhookKinds;
export const webhookKindNames = Object.keys(webhookKinds) as WebhookKind[];
