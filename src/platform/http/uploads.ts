import type { FastifyRequest } from 'fastify';
import type { App } from './app.ts';
import { errors } from './errors.ts';

/** What a form with a small file sent: texts by name, the content of a file as text, too. */
export type Uploaded = Readonly<Record<string, string>>;

/** Lets the routes of this scope read forms with files (`multipart/form-data`, RFC 7578), small and of text only. */
export function acceptUploads(app: App, bodyLimit: number): void {
  app.addContentTypeParser(
    'multipart/form-data',
    { parseAs: 'buffer', bodyLimit },
    (request: FastifyRequest, body: Buffer) => readUpload(request.headers['content-type'] ?? '', body),
  );
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

async function readUpload(type: string, body: Buffer): Promise<Uploaded> {
  try {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
    const fields: Record<string, string> = {};
    for (const [name, value] of form) {
      // A name sent twice is no form of ours.
      if (Object.hasOwn(fields, name)) throw errors.KEPT_UNREADABLE();
      fields[name] = typeof value === 'string' ? value : utf8.decode(await value.arrayBuffer());
    }
    return fields;
  } catch (error) {
    throw errors.KEPT_UNREADABLE({}, error);
  }
}
