import type { Mutant } from '../mutant.ts';

/** IP addresses, user agents, visitors and children in rows that hold them in some form. */
export const addresses: readonly Mutant[] = [
  {
    id: 'address-in-a-job-payload',
    kind: 'data',
    clause: 'A2',
    breaks: 'The IP address of a visitor is stored in the payload of a job.',
    sql: `
      SELECT jobs.create_queue('intake', '{"policy":"standard"}');
      INSERT INTO jobs.job (name, data)
      VALUES ('intake', '{"formId":"7c0e","request":{"ip":"203.0.113.77","port":51234}}')`,
  },
  {
    id: 'browser-in-a-job-output-as-base64',
    kind: 'data',
    clause: 'A2',
    breaks: 'A user agent string is stored in base64 in what a job left behind.',
    sql: `
      INSERT INTO jobs.warning (type, message, data)
      VALUES ('slow', 'handler took long', jsonb_build_object('ctx', encode(convert_to(
        'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/139.0.0.0 Safari/537.36', 'UTF8'), 'base64')))`,
  },
  {
    id: 'address-version-six-in-the-audit-detail',
    kind: 'data',
    clause: 'A2',
    breaks: 'An IPv6 address of a member of staff is stored in the audit.',
    sql: `
      INSERT INTO staff.audit (at, actor_kind, actor_id, action, detail)
      SELECT now(), 'member', id, 'signed in', '{"from":{"peer":"2001:db8:85a3::8a2e:370:7334"}}'
        FROM staff.members ORDER BY created_at LIMIT 1`,
  },
  {
    id: 'address-as-bytes-in-a-request-digest',
    kind: 'data',
    clause: 'A2',
    breaks: 'What should be a digest of a request is the clear address of the caller in a bytea.',
    sql: `
      INSERT INTO platform.idempotency (route, key_digest, request_digest, status, answer, at)
      VALUES ('POST /api/v1/activations', sha256('k'), convert_to('198.51.100.23|Mozilla/5.0 (X11; Linux)', 'UTF8'),
              201, '{}', now())`,
  },
  {
    id: 'machine-key-is-a-hash-of-the-address',
    kind: 'data',
    clause: 'A2',
    breaks: 'Machines are told apart by an unkeyed hash of their IP address, which anybody can turn back.',
    sql: `
      UPDATE licensing.activations SET machine_key = sha256(convert_to('203.0.113.9', 'UTF8'))
       WHERE id = (SELECT id FROM licensing.activations ORDER BY activated_at DESC LIMIT 1)`,
  },
  {
    id: 'address-in-the-session-after-the-check-was-dropped',
    kind: 'data',
    clause: 'A2',
    breaks: 'Sessions of staff hold their IP address and user agent.',
    sql: `
      ALTER TABLE auth.session DROP CONSTRAINT session_no_address;
      UPDATE auth.session SET "ipAddress" = '192.0.2.15', "userAgent" = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5)'`,
  },
  {
    id: 'received-header-in-an-event',
    kind: 'data',
    clause: 'A2',
    breaks: 'The transport headers of a mail from outside are stored with the address of the sender.',
    sql: `
      INSERT INTO platform.events (name, payload, at)
      VALUES ('mail received', '{"headers":["Received: from laptop (p5dd1.dip0.t-ipconnect.example [93.184.216.34])"]}', now())`,
  },
  {
    id: 'visitor-number-as-a-statistics-value',
    kind: 'data',
    clause: 'A3',
    breaks: 'The statistics hold a value for each single visitor.',
    sql: `
      INSERT INTO statistics."values" (site_id, dimension, value)
      SELECT id, 1, '/pricing?vid=' || md5('198.51.100.7' || 'Mozilla/5.0') FROM statistics.sites`,
  },
  {
    id: 'mail-address-in-a-page-path',
    kind: 'data',
    clause: 'A3',
    breaks: 'Pages viewed can be traced to a person, because the path carries a mail address.',
    sql: `
      INSERT INTO statistics."values" (site_id, dimension, value)
      SELECT s.id, 1, '/newsletter/thanks?email=' || replace(p.email, '@', '%40')
        FROM statistics.sites s, (SELECT email FROM contacts.people ORDER BY id LIMIT 1) p`,
  },
  {
    id: 'pupil-with-age-in-a-registration',
    kind: 'data',
    clause: 'U4',
    breaks: 'A registration says that its contact is an eleven-year-old, and it is still there.',
    sql: `
      UPDATE licensing.registrations SET title = 'pupil, 11 years', products_designed = 'school project, grade 5'
       WHERE id = (SELECT id FROM licensing.registrations ORDER BY given_at DESC LIMIT 1)`,
  },
  {
    id: 'age-of-a-child-in-a-job-payload',
    kind: 'data',
    clause: 'U4',
    breaks: 'A refused entry of a child is kept in the queue of jobs.',
    sql: `
      SELECT jobs.create_queue('intake', '{"policy":"standard"}');
      INSERT INTO jobs.job (name, data)
      VALUES ('intake', '{"form":"contest","birthYear":2016,"age":10,"email":"kim@school.example"}')`,
  },
];
