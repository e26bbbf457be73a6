import type { Mail } from '../../../platform/egress/egress.ts';
import type { Site } from '../../../platform/html/page.ts';

/** To a member of staff: demands of the policy were found broken. Ids and sentences of the policy, nothing about a person. */
export function brokenMail(given: {
  readonly member: { readonly id: string; readonly email: string };
  readonly demands: readonly {
    readonly id: string;
    readonly says: string;
    readonly since: string;
    readonly due: string;
  }[];
  readonly site: Site;
  readonly publicUrl: string;
}): Mail {
  const { member, demands, site, publicUrl } = given;
  const list = demands.map(
    ({ id, says, since, due }) => `${id}: ${says}\n  Found broken ${since}. Close it with its cause by ${due}.`,
  );
  return {
    kind: 'broken clause',
    to: member.email,
    subject: demands.length === 1 ? `Broken: ${demands[0]?.id}` : `Broken: ${demands.length} demands of the policy`,
    text: `The privacy policy of ${site.name} says something that is not so at the moment:

${list.join('\n\n')}

Everybody can see at ${publicUrl}/privacy/proof that it is broken, and since when. What was found, and how it is looked for, stands on the desk:

${publicUrl}/desk/proof
`,
    disclosure: {
      recipientKind: 'staff',
      recipientId: member.id,
      personId: null,
      companyId: null,
      purpose: 'operations',
      fields: [],
      basis: 'alarm of the proofs',
    },
  };
}
