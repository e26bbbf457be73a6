import type { PostWebhook } from './post-webhook.ts';

/** Posts a text to an outside host over TLS; like a webhook to no address that is out of reach, and without following anywhere. */
export function createPostOutside(post: PostWebhook): (url: string, text: string) => Promise<void> {
  return async (url, text) => {
    if (new URL(url).protocol !== 'https:') throw new TypeError('outside hosts are reached over https only');
    const posted = await post(url, { 'content-type': 'text/plain; charset=utf-8' }, text);
    if ('fault' in posted) throw new Error(posted.fault);
    if (posted.status < 200 || posted.status > 299) throw new Error(`answered ${posted.status}`);
  };
}
