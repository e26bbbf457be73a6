import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Environment, readConfig } from './config.ts';

function config(environment: Environment) {
  const read = readConfig(environment);
  if ('faults' in read) throw new Error(read.faults.join('\n'));
  return read.config;
}

function faults(environment: Environment) {
  const read = readConfig(environment);
  return 'faults' in read ? read.faults : [];
}

describe('defaults', () => {
  test('nothing set: the embedded database, this machine only', () => {
    const found = config({ PATH: '/bin', KEPT_PORT: '' });
    expect(found).toMatchObject({
      port: 3080,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:3080',
      databaseUrl: null,
      roleUrls: null,
      smtpUrl: null,
      trustedProxies: [],
    });
    expect(found.secretsFolder).toBe(join(found.dataFolder, 'secrets'));
    expect(Object.isFrozen(found)).toBe(true);
  });

  test('the public address follows host and port', () => {
    expect(config({ KEPT_HOST: '192.0.2.7', KEPT_PORT: '80' }).publicUrl).toBe('http://192.0.2.7:80');
    expect(config({ KEPT_HOST: '2001:db8::1' }).publicUrl).toBe('http://[2001:db8::1]:3080');
    expect(config({ KEPT_PUBLIC_URL: 'https://kept.example.com/' }).publicUrl).toBe('https://kept.example.com');
  });
});

describe('faults', () => {
  test.each([
    ['KEPT_PORT', '0', 'from 1 to 65535'],
    ['KEPT_PORT', '3080x', 'from 1 to 65535'],
    ['KEPT_PORT', '65536', 'from 1 to 65535'],
    ['KEPT_HOST', 'two words', 'address or name'],
    ['KEPT_PUBLIC_URL', 'kept.example.com', 'http://'],
    ['KEPT_PUBLIC_URL', 'https://kept.example.com/desk', 'alone'],
    ['KEPT_DATABASE_URL', 'mysql://root@localhost/kept', 'postgresql://'],
    ['KEPT_DATABASE_URL', 'postgresql://localhost:5432', 'name the database'],
    ['KEPT_SMTP_URL', 'mail.example.com:25', 'smtp://'],
    ['KEPT_IMAP_URL', 'https://mail.example.com', 'imap://'],
    ['KEPT_TRUSTED_PROXIES', '10.0.0.0/8, 10.0.0.0/33', '"10.0.0.0/33"'],
    ['KEPT_OWN_NETWORKS', '198.51.100.0/24, intranet', '"intranet"'],
    ['KEPT_PEERS', 'http://a:1, b', 'http://'],
    ['KEPT_DATA', join(import.meta.dirname, 'config.ts'), 'must be a folder'],
    ['KEPT_PROT', '1', 'KEPT_PORT'],
    ['KEPT_SOMETHING_ELSE', '1', 'no such variable'],
  ])('%s=%s', (name, value, says) => {
    const found = faults({ [name]: value });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(new RegExp(`^${name}: .*\\.$`));
    expect(found[0]).toContain(says);
  });

  test('all are told at once, one line each', () => {
    const found = faults({ KEPT_PORT: 'x', KEPT_HOST: '!', KEPT_SMTP_URL: 'x', KEPT_DATA: tmpdir() });
    expect(found.map((line) => line.split(':')[0])).toEqual(['KEPT_PORT', 'KEPT_HOST', 'KEPT_SMTP_URL']);
  });

  test('an outside issuer is named whole, and over https', () => {
    const whole = { KEPT_OIDC_CLIENT_ID: 'kept', KEPT_OIDC_CLIENT_SECRET: 'secret-word' };
    expect(faults({ KEPT_OIDC_ISSUER: 'https://login.example.com/realm', ...whole })).toEqual([]);
    expect(faults({ KEPT_OIDC_NAME: 'Example Login' })).toHaveLength(3);
    const [plain, ...more] = faults({ KEPT_OIDC_ISSUER: 'http://login.example.com', ...whole });
    expect([plain, more]).toEqual([expect.stringContaining('https://'), []]);
  });

  test('no fault repeats a password', () => {
    const told = faults({
      KEPT_DATABASE_URL: 'postgres:kept:secret-word@host',
      KEPT_SMTP_URL: 'smtx://me:secret-word@host',
    });
    expect(told).toHaveLength(2);
    expect(told.join()).not.toContain('secret-word');
  });

  test('the three roles are set together or not at all', () => {
    const url = 'postgresql://kept_login:x@/kept?host=/run';
    expect(faults({ KEPT_DATABASE_APP_URL: url })).toEqual([
      'KEPT_DATABASE_AUTH_URL: must be set too, as the other roles are.',
      'KEPT_DATABASE_PROBE_URL: must be set too, as the other roles are.',
    ]);
    const all = { KEPT_DATABASE_APP_URL: url, KEPT_DATABASE_AUTH_URL: url, KEPT_DATABASE_PROBE_URL: url };
    expect(config(all).roleUrls).toEqual({ app: url, auth: url, probe: url });
  });
});
