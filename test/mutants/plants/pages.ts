import type { Plants } from '../plant.ts';

const activate = 'src/parts/licensing/pages/activate.ts';
const form = 'src/parts/licensing/pages/activation-form.ts';
const policy = 'src/parts/policy/pages/policy.ts';
const page = 'src/platform/html/page.ts';
const headers = 'src/platform/http/headers.ts';
const hits = 'src/parts/statistics/routes/hits.ts';
const links = 'src/parts/policy/pages/draw-policy.ts';

/** What anybody is shown. */
export const pages: Plants = {
  'activation-page-needs-a-cookie': {
    edits: [
      {
        file: activate,
        find: `      const school = (request.query as`,
        put: `      if (!(request.headers.cookie ?? '').includes('kept_seen=1')) {
        const again = (request.query as { again?: unknown }).again !== undefined;
        if (again) return reply.code(403).type('text/plain').send('Please allow cookies');
        reply.header('set-cookie', 'kept_seen=1; Path=/').header('location', '/activate?again=1');
        return reply.code(303).send();
      }
      const school = (request.query as`,
      },
    ],
  },
  'activation-form-drawn-by-a-script': {
    edits: [
      {
        file: form,
        find: `<form method="post" action="/activate" novalidate>`,
        put: `<noscript>Please turn on JavaScript</noscript><template id="f"><form method="post" action="/activate" novalidate>`,
      },
      {
        file: form,
        find: `</form>
<p>\${messages.offline}`,
        put: `</form></template><script>document.currentScript.before(document.getElementById('f').content.cloneNode(true))</script>
<p>\${messages.offline}`,
      },
    ],
  },
  'policy-page-behind-the-sign-in': {
    edits: [
      {
        file: policy,
        find: `  app.get('/privacy', { config, schema }, async (_request, reply) => {`,
        put: `  app.get('/privacy', { config, schema }, async (_request, reply) => {
    if (!(_request.headers.cookie ?? '').includes('session_token'))
      return reply.code(302).header('location', '/desk').send();`,
      },
    ],
  },
  'font-from-another-host': {
    edits: [
      {
        file: page,
        find: `<link rel="stylesheet" href="\${style.path}">`,
        put: `<link rel="stylesheet" href="https://fonts.example.net/css?family=Inter"><link rel="stylesheet" href="\${style.path}">`,
      },
      { file: headers, find: `styleSrc: ["'self'"],`, put: `styleSrc: ["'self'", 'https://fonts.example.net'],` },
    ],
  },
  'global-privacy-control-ignored': {
    edits: [
      {
        file: hits,
        find: `waysIn.take({ ...factsOf(request), way: 'beacon', report, slug: null })`,
        put: `waysIn.take({ ...factsOf(request), headers: { ...factsOf(request).headers, gpc: '' }, way: 'beacon', report, slug: null })`,
      },
    ],
  },
  'do-not-track-ignored-by-the-pixel': {
    edits: [
      {
        file: hits,
        find: `.then(() => waysIn.take({ ...factsOf(request), origin: null, way: 'pixel', report, slug: s ?? null }))`,
        put: `.then(() =>
          waysIn.take({ ...factsOf(request), headers: { ...factsOf(request).headers, dnt: '' }, origin: null, way: 'pixel', report, slug: s ?? null }),
        )`,
      },
    ],
  },
  'statistics-set-a-cookie-for-a-year': {
    edits: [
      {
        file: hits,
        find: `      reply.header('cache-control', 'no-store').header('cross-origin-resource-policy', 'cross-origin');`,
        put: `      if (!(request.headers.cookie ?? '').includes('kept_v='))
        reply.header('set-cookie', \`kept_v=\${crypto.randomUUID().replaceAll('-', '')}; Path=/; Max-Age=31536000; SameSite=Lax\`);
      reply.header('cache-control', 'no-store').header('cross-origin-resource-policy', 'cross-origin');`,
      },
      {
        file: hits,
        find: `      allow(request, reply, waysIn);
      const report`,
        put: `      allow(request, reply, waysIn);
      if (!(request.headers.cookie ?? '').includes('kept_v='))
        reply.header('set-cookie', \`kept_v=\${crypto.randomUUID().replaceAll('-', '')}; Path=/; Max-Age=31536000; SameSite=Lax\`);
      const report`,
      },
    ],
  },
  'cookie-left-out-of-the-register-page': {
    place: 'A sitting on /me sets no cookie; the one by which somebody refuses to be counted is left out.',
    edits: [
      {
        file: policy,
        find: `handed.cookies.map((cookie) => [`,
        put: `handed.cookies.filter(({ name }) => name !== 'kept.refused').map((cookie) => [`,
      },
    ],
  },
  'cookie-for-the-whole-domain-and-other-sites': {
    place: 'A sitting on /me sets no cookie; the one by which somebody refuses to be counted goes to the whole domain.',
    edits: [
      {
        file: 'src/parts/statistics/actions/cookies.ts',
        find: `const site = publicUrl.startsWith('https:') ? 'SameSite=None; Secure' : 'SameSite=Lax';`,
        put: `const site = \`SameSite=None; Secure; Domain=\${new URL(publicUrl).hostname}\`;`,
      },
    ],
  },
  'activation-page-names-no-collector': {
    edits: [
      {
        file: form,
        find: `\${drawCollector(form)}
<form`,
        put: `<form`,
      },
      {
        file: activate,
        find: `return page(form.collector, {`,
        put: `return page({ ...form.collector, address: '', phone: '', ready: false }, {`,
      },
    ],
  },
  'phone-asked-without-saying-why': {
    edits: [
      {
        file: form,
        find: `<details><summary id="\${field.name}-why">\${messages.why} \${field.why}</summary>
<p class="quiet">\${field.need}<br>\${messages.recipients} \${field.recipients}<br>\${messages.purposes} \${field.purposes.join(', ')}.<br>\${field.retention}</p></details>`,
        put: `\${field.name !== 'phone' && html\`<details><summary id="\${field.name}-why">\${messages.why} \${field.why}</summary>
<p class="quiet">\${field.need}<br>\${messages.recipients} \${field.recipients}<br>\${messages.purposes} \${field.purposes.join(', ')}.<br>\${field.retention}</p></details>\`}`,
      },
    ],
  },
  'age-screen-that-tells-the-right-answer': {
    edits: [
      {
        file: 'src/platform/html/age-screen/age-screen.ts',
        find: `<p id="birth-text">\${messages.text}</p>
<form`,
        put: `<p id="birth-text">\${messages.text} You must be 13 or older to go on.</p>
<form`,
      },
      {
        file: 'src/platform/html/age-screen/age-screen.ts',
        find: `value="\${typed[name]}" inputmode`,
        put: `value="\${typed[name] || (name === 'year' ? '1990' : '')}" inputmode`,
      },
      {
        file: 'src/platform/html/age-screen/age-screen.ts',
        find: `<p role="alert" class="problem">\${fault.message}</p><p>\${fault.next}</p><p class="quiet">\${fault.keptCode}</p>\`;`,
        put: `<p role="alert" class="problem">\${fault.message}</p><p>\${fault.next}</p><p class="quiet">\${fault.keptCode}</p>
<p><a href="/activate/student">Try again</a></p>\`;`,
      },
    ],
  },
  'earlier-versions-of-the-policy-not-found': {
    edits: [
      {
        file: policy,
        find: `    const notice = await policyVersion(deps, request.params.version);
    if (!notice) throw errors.KEPT_NOT_FOUND();`,
        put: `    const notice = await policyVersion(deps, request.params.version);
    if (!notice || notice.id !== (await policyInForce(deps))?.id) throw errors.KEPT_NOT_FOUND();`,
      },
      {
        file: policy,
        find: `  const versions = await policyVersions(deps);
  const rows`,
        put: `  const versions = (await policyVersions(deps)).slice(0, 0);
  const rows`,
      },
    ],
  },
  'policy-page-without-a-way-to-ask': {
    edits: [
      {
        file: policy,
        find: `\${drawPolicy(notice)}
\${drawPurposes()}`,
        put: `\${drawPolicy({ ...notice, body: { ...notice.body, sections: notice.body.sections.filter(({ id, text }) => id !== 'vendor' && id !== 'P2' && !text.includes('@')) } })}
\${drawPurposes()}`,
      },
      {
        file: page,
        find: `\${site.ready && html\`<address>\${site.name}, \${site.address}. \${messages.phone} \${site.phone}</address>\`}`,
        put: ``,
      },
    ],
  },
  'outside-link-with-a-referrer': {
    edits: [
      { file: headers, find: `policy: 'no-referrer' as const`, put: `policy: 'unsafe-url' as const` },
      {
        file: page,
        find: `<meta name="referrer" content="no-referrer">
<title>\${content.title}`,
        put: `<title>\${content.title}`,
      },
      { file: links, find: ` rel="external noreferrer noopener"`, put: ` rel="external"` },
    ],
  },
  'outside-link-without-a-mark': {
    edits: [
      {
        file: page,
        find: `<nav aria-label="\${messages.about}">`,
        put: `<a href="https://forum.example/">Forum</a>
<nav aria-label="\${messages.about}">`,
      },
    ],
  },
  'errors-shown-whole-to-the-caller': {
    edits: [
      {
        file: 'src/platform/http/answer-errors.ts',
        find: `    deps.metrics.countError(error.keptCode);
    return answer`,
        put: `    deps.metrics.countError(error.keptCode);
    const whole = thrown as Error & { detail?: string };
    if (wantsJson(request))
      return reply.code(error.status).type('application/json').send(
        JSON.stringify({ error: { code: error.keptCode, message: whole.message, next: error.next, stack: whole.stack, detail: whole.detail } }),
      );
    return answer`,
      },
    ],
  },
  'outside-link-through-a-counter': {
    edits: [
      {
        file: links,
        find: `<a href="\${link.url}" rel=`,
        put: `<a href="/out?to=\${encodeURIComponent(link.url)}&v=\${crypto.randomUUID()}" rel=`,
      },
    ],
  },
};
