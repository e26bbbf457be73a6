import fastifyStatic from '@fastify/static';
import { access } from './access.ts';
import type { App } from './app.ts';

// Mantine writes styles into elements; scripts stay limited to our own files.
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/** Serves the built desk. Every path that is not a file is the application itself. */
export async function mountDesk(app: App, folder: string): Promise<void> {
  await app.register(fastifyStatic, { root: folder, serve: false, cacheControl: false, preCompressed: true });
  const config = access({ callers: ['public'], purposes: [], limit: 'desk' });
  const application = { config, schema: { hide: true } };
  app.get('/desk', application, async (_request, reply) => reply.redirect('/desk/'));
  app.get<{ Params: { '*': string } }>('/desk/*', application, async (request, reply) => {
    reply.header('content-security-policy', policy);
    const path = request.params['*'];
    if (/^assets\/[\w.-]+$/.test(path))
      return reply.header('cache-control', 'public, max-age=31536000, immutable').sendFile(path);
    if (/^[\w-]+\.(svg|ico|png|txt)$/.test(path))
      return reply.header('cache-control', 'public, max-age=3600').sendFile(path);
    return reply.header('cache-control', 'no-cache').sendFile('index.html');
  });
}
