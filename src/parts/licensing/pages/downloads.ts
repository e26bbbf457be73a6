import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Deps } from '../../../platform/deps.ts';
import { KeptError } from '../../../platform/errors.ts';
import { errors as fileErrors } from '../../../platform/files/errors.ts';
import type { Files } from '../../../platform/files/files.ts';
import { type Html, html } from '../../../platform/html/html.ts';
import { page } from '../../../platform/html/page.ts';
import { access } from '../../../platform/http/access.ts';
import { rangeOf } from '../../../platform/http/range.ts';
import type { App } from '../../../platform/http/server.ts';
import { downloadRoute, downloadsOfSerial, noteDownload, type Opened, openLink } from '../actions/downloads.ts';
import type { LicenceDownloads } from '../wire/downloads.ts';
import { readForm } from './activate.ts';
import { messages } from './downloads-messages.ts';

const route = '/downloads';

/** `/downloads`: a serial in, links out; no account, no cookie, no script. */
export function downloadPages(app: App, deps: Deps, files: Files): void {
  const show = async (body: Html, counted?: string) =>
    page(await deps.site(), { title: messages.title, body, ...(counted ? { counted } : {}) });

  app.get(
    route,
    { config: access({ callers: ['public'], purposes: [], limit: 'page' }), schema: { hide: true } },
    async (_request, reply) =>
      reply
        .type('text/html; charset=utf-8')
        .header('cache-control', 'no-store')
        .send(await show(drawForm('', null), route)),
  );

  app.post(
    route,
    { config: access({ callers: ['public'], purposes: [], limit: 'public write' }), schema: { hide: true } },
    async (request, reply) => {
      reply.type('text/html; charset=utf-8').header('cache-control', 'no-store');
      const { serial = '' } = readForm(request.body);
      try {
        return reply.send(await show(drawFound(await downloadsOfSerial(deps, serial))));
      } catch (error) {
        if (!(error instanceof KeptError) || error.status >= 500) throw error;
        return reply.code(error.status).send(await show(drawForm(serial, error)));
      }
    },
  );

  app.get<{ Params: { link: string } }>(
    `${downloadRoute}/:link`,
    { config: access({ callers: ['public'], purposes: [], limit: 'page' }), schema: { hide: true } },
    async (request, reply) => {
      const opened = await openLink(deps, request.params.link);
      const size = await files.size(opened.fileId);
      if (size !== opened.bytes) throw fileErrors.KEPT_FILE_GONE();
      return send(deps, files, { request, reply, opened });
    },
  );
}

/** The bytes that were asked for, as they come from the disk. What ends with the last byte of the file is a download. */
function send(
  deps: Deps,
  files: Files,
  { request, reply, opened }: { request: FastifyRequest; reply: FastifyReply; opened: Opened },
) {
  const { bytes: size, fileId, fileName, sha256 } = opened;
  const etag = `"${sha256.toString('hex')}"`;
  const range = rangeOf(request.headers, { size, etag });
  reply.headers({
    'accept-ranges': 'bytes',
    etag,
    'cache-control': 'private, no-transform',
    'repr-digest': `sha-256=:${sha256.toString('base64')}:`,
  });
  if (range === 'unsatisfiable') return reply.code(416).header('content-range', `bytes */${size}`).send();
  const { start, end, partial } = range;
  reply.type('application/octet-stream').headers({
    'content-length': end - start + 1,
    'content-disposition': `attachment; filename="${fileName}"`,
    ...(partial ? { 'content-range': `bytes ${start}-${end}/${size}` } : {}),
  });
  reply.code(partial ? 206 : 200);
  // A stream, of one byte that does not leave: of nothing at all the framework would say that it has no bytes.
  if (request.method === 'HEAD') return reply.send(files.read(fileId, start, start));
  if (end === size - 1)
    reply.raw.once('finish', () => {
      noteDownload(deps, opened).catch((error: unknown) => deps.log.error('a download could not be noted', { error }));
    });
  return reply.send(files.read(fileId, start, end));
}

function drawForm(typed: string, fault: KeptError | null): Html {
  return html`<h1>${messages.title}</h1>
${fault && html`<div role="alert" class="problem"><p id="serial-fault">${fault.message}</p><p>${fault.next}</p><p class="quiet">${fault.keptCode}</p></div>`}
<p>${messages.intro}</p>
<form method="post" action="${route}" novalidate>
<div class="field"><label for="serial">${messages.serial}</label>
<p class="why" id="serial-hint">${messages.serialHint}</p>
<input id="serial" name="serial" value="${typed}" required maxlength="100" autocomplete="off" spellcheck="false" autocapitalize="characters" aria-describedby="${fault && 'serial-fault '}serial-hint"${fault && html` aria-invalid="true"`}></div>
<p><button type="submit">${messages.send}</button></p>
</form>`;
}

function drawFound({ files, notCovered, until, ask }: LicenceDownloads & { readonly ask: string }): Html {
  const later = notCovered.map(({ release }) => release).join(', ');
  return html`<h1>${messages.title}</h1>
${files.length === 0 && html`<p role="status">${messages.none}</p><p>${messages.noneHow}</p>`}
${files.length > 0 && html`<p role="status" class="good">${messages.found}</p><p>${messages.until} <time datetime="${until}">${until.slice(0, 16).replace('T', ' ')} UTC</time>. ${messages.resume}</p>`}
${files.map(
  (file) => html`<section><h2>${file.release}, ${file.platform}</h2>
<p class="quiet">${file.fileName}, ${sizeOf(file.bytes)}, ${messages.built} ${file.builtOn}</p>
<p><a href="${file.url}" download="${file.fileName}">${messages.fetch} ${file.release}, ${file.platform}</a></p>
<details><summary>${messages.sum}</summary><p><code>${file.sha256}</code></p></details></section>`,
)}
${notCovered.length > 0 && html`<h2>${messages.later}</h2><p>${later} ${messages.laterText} ${ask}.</p>`}
<p><a href="${route}">${messages.another}</a></p>`;
}

/** In the unit that leaves at most three digits before the point. */
function sizeOf(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${power === 0 ? bytes : (bytes / 1000 ** power).toFixed(1)} ${units[power]}`;
}
