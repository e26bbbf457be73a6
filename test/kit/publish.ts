import type { Session } from './app.ts';

/** The draft of the policy, put up by one and approved by the other; answers with the approval, or with what was refused first. */
export async function publishPolicy(
  first: Session,
  second: Session,
  given: { readonly sha256?: string; readonly effectiveAt?: string | null } = {},
) {
  type Answer = { version: number; id: string; error: { code: string } };
  const { body } = await first.call<{ draft: { sha256: string } | null }>('GET', '/api/v1/notices/draft');
  const sha256 = given.sha256 ?? body.draft?.sha256;
  const put = await first.call<Answer>('POST', '/api/v1/notices/drafts', {
    sha256,
    effectiveAt: given.effectiveAt ?? null,
  });
  if (put.status !== 201) return put;
  return second.call<Answer>('POST', `/api/v1/notices/drafts/${put.body.id}/approve`);
}
