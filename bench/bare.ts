/**
 * The limit that the server is measured beside: Fastify and pg with nothing else. No logger, no hooks, named prepared
 * statements, the server's pool size. Started as a child: DATABASE_URL in, `{ port }` out over IPC.
 */
import Fastify from 'fastify';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const app = Fastify({ logger: false });

const row = {
  type: 'object',
  properties: { id: { type: 'string' }, state: { type: 'string' }, seats: { type: 'integer' }, at: { type: 'string' } },
} as const;

app.get<{ Params: { id: string } }>('/rows/:id', { schema: { response: { 200: row } } }, async (request) => {
  const found = await pool.query({
    name: 'read',
    text: 'SELECT id, state, seats, at FROM bare WHERE id = $1',
    values: [request.params.id],
  });
  return found.rows[0];
});

// PostgreSQL reads the body itself: neither parsed nor written anew here.
app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body));

app.post('/rows', { schema: { response: { 201: row } } }, async (request, reply) => {
  const stored = await pool.query({
    name: 'write',
    text: 'INSERT INTO bare_writes (body) VALUES ($1) RETURNING id, 1 AS seats',
    values: [request.body],
  });
  reply.code(201);
  return stored.rows[0];
});

await app.listen({ port: 0, host: '127.0.0.1' });
const address = app.server.address();
process.send?.({ port: typeof address === 'object' && address ? address.port : 0 });
process.on('disconnect', () => process.exit(0));
