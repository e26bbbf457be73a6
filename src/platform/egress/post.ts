const patience = 10_000;

/** Posts a text to an outside host over TLS. Redirects are not followed: they would lead to somebody who is not registered. */
export async function postOutside(url: string, text: string): Promise<void> {
  if (new URL(url).protocol !== 'https:') throw new TypeError('outside hosts are reached over https only');
  const answer = await fetch(url, {
    method: 'POST',
    body: text,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    redirect: 'error',
    signal: AbortSignal.timeout(patience),
  });
  await answer.body?.cancel();
  if (!answer.ok) throw new Error(`answered ${answer.status}`);
}
