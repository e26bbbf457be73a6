import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { freePort } from '../../../test/kit/kept.ts';
import { blocksOf } from './blocks.ts';
import { followLog } from './follow.ts';
import { listenForLines } from './listen.ts';
import { openLog } from './open-log.ts';
import { openOutlet } from './outlet.ts';
import { sendLines } from './send.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kept-lines-'));
  return () => rmSync(folder, { recursive: true, force: true });
});
const lines = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => `line ${from + n}\n`).join('');
const soon = { timeout: 5_000, interval: 10 };

describe('a log that is followed', () => {
  function follow(from = 0) {
    const log = join(folder, 'access.log');
    const controller = new AbortController();
    const seen = { text: '', began: 0 };
    const ended = followLog({
      path: log,
      from,
      signal: controller.signal,
      every: 5,
      began: async () => void seen.began++,
      lines: async (bytes) => {
        // Slower than what is written, as the network would be.
        await new Promise((done) => setTimeout(done, 1));
        seen.text += Buffer.from(bytes).toString();
      },
    });
    onTestFinished(async () => {
      controller.abort();
      await ended;
    });
    const has = (text: string) => expect.poll(() => seen.text, soon).toBe(text);
    return { log, seen, has };
  }

  it('is read from the place named, as it grows, whole lines only', async () => {
    writeFileSync(join(folder, 'access.log'), lines(0, 10));
    const { log, has } = follow(Buffer.byteLength(lines(0, 4)));
    await has(lines(4, 10));
    appendFileSync(log, 'line ');
    appendFileSync(log, '10\nli');
    await has(lines(4, 11));
    appendFileSync(log, 'ne 11\n');
    await has(lines(4, 12));
    renameSync(log, `${log}.1`);
    writeFileSync(log, lines(12, 20));
    await has(lines(4, 20));
  });

  it('that is renamed is read to its end, though lines still come into it, before the new one is begun', async () => {
    writeFileSync(join(folder, 'access.log'), lines(0, 3));
    const { has, log, seen } = follow();
    await has(lines(0, 3));
    for (let turn = 1; turn <= 3; turn += 1) {
      const first = turn * 10;
      renameSync(log, `${log}.${turn}`);
      appendFileSync(`${log}.${turn}`, lines(first, first + 3));
      writeFileSync(log, lines(first + 3, first + 6));
      await expect.poll(() => seen.began, soon).toBe(turn);
      await expect.poll(() => seen.text.endsWith(lines(first, first + 6)), soon).toBe(true);
    }
    expect(seen.text).toBe(lines(0, 3) + lines(10, 16) + lines(20, 26) + lines(30, 36));
  });

  it('that is missing for a while is waited for', async () => {
    const { has, log, seen } = follow();
    await new Promise((done) => setTimeout(done, 30));
    writeFileSync(log, lines(0, 3));
    await has(lines(0, 3));
    renameSync(log, `${log}.1`);
    appendFileSync(`${log}.1`, lines(3, 5));
    await has(lines(0, 5));
    expect(seen.began).toBe(0);
    writeFileSync(log, lines(5, 8));
    await has(lines(0, 8));
    expect(seen.began).toBe(1);
  });

  it('that is copied and cut is read from its beginning', async () => {
    writeFileSync(join(folder, 'access.log'), lines(0, 8));
    const { has, log, seen } = follow();
    await has(lines(0, 8));
    copyFileSync(log, `${log}.1`);
    truncateSync(log);
    appendFileSync(log, lines(8, 10));
    await has(lines(0, 10));
    expect(seen.began).toBe(1);
  });
});

describe('lines that are written to a socket', () => {
  async function listen(take: (text: string) => void | Promise<void> = () => undefined) {
    const path = join(folder, 'log.sock');
    let text = '';
    const listener = await listenForLines({
      socket: path,
      syslog: null,
      take: (bytes) => {
        const piece = Buffer.from(bytes).toString('latin1');
        text += piece;
        return take(piece);
      },
    });
    onTestFinished(() => listener.close());
    return { path, listener, text: () => text };
  }
  async function write(path: string, ...pieces: readonly (string | Buffer)[]) {
    const socket = connect(path);
    await once(socket, 'connect');
    for (const piece of pieces) {
      if (!socket.write(piece)) await once(socket, 'drain');
      await new Promise((done) => setTimeout(done, 2));
    }
    socket.end();
    await once(socket, 'close');
  }

  it('arrive whole, however they are cut; what has no end is left out', async () => {
    const { path, text } = await listen();
    await write(path, 'line 0\nli', 'ne 1', '\nline 2\n', 'half a line');
    await expect.poll(text, soon).toBe(lines(0, 3));
  });

  it('come from several web servers at once, each of them whole', async () => {
    const { path, text } = await listen();
    await Promise.all([0, 1, 2, 3].map((n) => write(path, `line ${n}`, ` of server ${n}`, `\nline ${n} again\n`)));
    await expect.poll(() => text().split('\n').toSorted().length, soon).toBe(9);
    for (const n of [0, 1, 2, 3]) expect(text()).toContain(`line ${n} of server ${n}\n`);
  });

  it('longer than 128 kB are left out, and so is what is no text; those around them arrive', async () => {
    const { path, text } = await listen();
    const garbage = Buffer.from(Array.from({ length: 5_000 }, (_, n) => (n * 7919) % 256));
    await write(path, lines(0, 2), 'x'.repeat(1_100_000), '\n', lines(2, 4), garbage, '\n', lines(4, 5));
    await expect.poll(() => text().endsWith(lines(4, 5)), soon).toBe(true);
    expect(text()).toContain(lines(0, 4));
    expect(text()).not.toContain('xxx');
  });

  it('wait where they are taken slowly: the writer is stopped, nothing is heaped up', async () => {
    const { promise: blocked, resolve: release } = Promise.withResolvers<void>();
    const { path, text } = await listen(() => blocked);
    const socket = connect(path);
    await once(socket, 'connect');
    const chunk = lines(0, 10_000);
    // Far more than fits into the buffers in between.
    for (let turn = 0; turn < 200; turn += 1) socket.write(chunk);
    await new Promise((done) => setTimeout(done, 200));
    expect(text().length).toBeLessThan(1_000_000);
    release();
    socket.end();
    await expect.poll(() => text().length, soon).toBe(200 * chunk.length);
  });

  it('a socket that a killed server left is taken over; one that lives, or a file, is not', async () => {
    const path = join(folder, 'log.sock');
    const dead = createServer().listen(path);
    await once(dead, 'listening');
    renameSync(path, `${path}.kept`);
    dead.close();
    await once(dead, 'close');
    renameSync(`${path}.kept`, path);
    expect(existsSync(path)).toBe(true);
    await listen();
    const again = () => listenForLines({ socket: path, syslog: null, take: () => undefined });
    await expect(again()).rejects.toMatchObject({ keptCode: 'KEPT_LOG_SOCKET' });
    writeFileSync(join(folder, 'file'), 'precious');
    await expect(
      listenForLines({ socket: join(folder, 'file'), syslog: null, take: () => undefined }),
    ).rejects.toMatchObject({ keptCode: 'KEPT_LOG_SOCKET' });
    expect(existsSync(join(folder, 'file'))).toBe(true);
  });

  it('are sent again by a new connection when the server was started anew', async () => {
    const first = await listen();
    const waits: string[] = [];
    const { signal } = new AbortController();
    const sender = sendLines(first.path, { signal, waits: () => void waits.push('waits') });
    await sender.send(Buffer.from('line 0\n'));
    await expect.poll(first.text, soon).toBe('line 0\n');
    await first.listener.close();
    await new Promise((done) => setTimeout(done, 20));
    const sending = sender.send(Buffer.from('line 1\n'));
    await expect.poll(() => waits, soon).toEqual(['waits']);
    const second = await listen();
    await sending;
    await expect.poll(second.text, soon).toBe('line 1\n');
    await sender.close();
  });

  it('are not thrown away when it is asked to stop: where somebody listens they go there, else it says so', async () => {
    const controller = new AbortController();
    controller.abort();
    const { path } = await listen();
    const open = sendLines(path, { signal: controller.signal, waits: () => undefined });
    await expect(open.ready()).resolves.toBeUndefined();
    await open.close();
    const nobody = sendLines(join(folder, 'none'), { signal: controller.signal, waits: () => undefined });
    await expect(nobody.ready()).rejects.toThrow();
  });
});

describe('an outlet', () => {
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();
  function outlet(send: (lines: Uint8Array) => Promise<void>, patience = 60) {
    const lost: number[] = [];
    const made = openOutlet({ send }, { holds: 100, patience, letGo: (count) => void lost.push(count) });
    return { ...made, lost };
  }
  const piece = (n: number) => Buffer.from(lines(10 * n, 10 * n + 5));

  it('hands on everything in order, however slowly it is taken', async () => {
    let taken = '';
    const { end, lost, take } = outlet(async (bytes) => {
      await new Promise((done) => setTimeout(done, 5));
      taken += text(bytes);
    }, 30_000);
    const same = Buffer.alloc(piece(9).length);
    for (const n of [1, 2, 3, 4, 5, 6, 7, 8, 9].map(piece)) {
      n.copy(same);
      await take(same.subarray(0, n.length));
    }
    await end();
    expect(taken).toBe([1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => text(piece(n))).join(''));
    expect(lost).toEqual([]);
  });

  it('makes its writer wait once while nobody takes anything, then lets go, and says how much', async () => {
    const { promise: back, resolve: comeBack } = Promise.withResolvers<void>();
    let taken = '';
    const { end, lost, take } = outlet(async (bytes) => {
      await back;
      taken += text(bytes);
    });
    await take(piece(1));
    await take(piece(2));
    const began = performance.now();
    await take(piece(3));
    const waited = performance.now() - began;
    for (let more = 0; more < 100; more += 1) await take(piece(4));
    expect(waited).toBeGreaterThan(50);
    // Had each of the hundred waited, too, it would be a hundred times as long.
    expect(performance.now() - began - waited).toBeLessThan(20 * waited);
    await end();
    comeBack();
    await expect.poll(() => lost, soon).toEqual([505]);
    await take(piece(5));
    await end();
    expect(taken).toBe(text(piece(1)) + text(piece(2)) + text(piece(5)));
  });
});

it.each([
  ['as nginx writes it', '<190>Nov 27 10:00:00 kept: {"a":1}', '{"a":1}'],
  ['with the name of the machine', '<190>Nov  7 10:00:00 web-1 kept: {"a":1}', '{"a":1}'],
  ['of RFC 5424', '<190>1 2026-11-27T10:00:00Z web-1 kept 7 - - kept: {"a":1}', '{"a":1}'],
  ['with a line feed', '<190>Nov 27 10:00:00 kept: {"a":1}\n', '{"a":1}'],
  [
    'with an address of IPv6 in a line that is no JSON',
    '<190>Nov 27 10:00:00 kept: a.example 2001:db8::7 - -',
    'a.example 2001:db8::7 - -',
  ],
  ['without a head', '{"a":1}', '{"a":1}'],
  ['that is no text', Buffer.from([0, 255, 7, 200]), '\u0000ÿ\u0007È'],
])('a message of syslog %s is a line', async (_, message, line) => {
  const port = Number(await freePort());
  const taken: string[] = [];
  const listener = await listenForLines({
    socket: null,
    syslog: { host: '127.0.0.1', port },
    take: (bytes) => void taken.push(Buffer.from(bytes).toString('latin1')),
  });
  const socket = createSocket('udp4');
  onTestFinished(async () => {
    socket.close();
    await listener.close();
  });
  socket.send(message, port, '127.0.0.1');
  await expect.poll(() => taken, soon).toEqual([`${line}\n`]);
});

describe('a file', () => {
  const whole = lines(0, 5_000);
  async function read(content: string | Buffer) {
    const path = join(folder, 'a.log');
    writeFileSync(path, content);
    let text = '';
    let isCut = false;
    let tooLong = 0;
    const cutShort = () => {
      isCut = true;
    };
    const options = { blockSize: 1 << 12, cutShort };
    for await (const block of blocksOf(await openLog(path), options)) {
      text += Buffer.from(block.bytes.subarray(0, block.end)).toString();
      tooLong += block.tooLong;
    }
    return { text, isCut, tooLong };
  }

  it.each([
    ['plain', whole],
    ['gzip', gzipSync(whole)],
    [
      'gzip in two members, as logs that were put together',
      Buffer.concat([gzipSync(lines(0, 2_000)), gzipSync(lines(2_000, 5_000))]),
    ],
    ['zstd', zstdCompressSync(whole)],
  ])('that is %s is read by its bytes, not by its name', async (_, content) => {
    expect(await read(content)).toEqual({ text: whole, isCut: false, tooLong: 0 });
  });

  it.each([
    ['gzip', gzipSync(whole)],
    ['zstd', zstdCompressSync(whole)],
  ])('of %s that was cut short is read up to there, and it is said', async (_, content) => {
    for (const share of [0.2, 0.5, 0.9]) {
      const { text, isCut } = await read(content.subarray(0, Math.floor(content.length * share)));
      expect(isCut).toBe(true);
      expect(whole.startsWith(text.slice(0, text.lastIndexOf('\n')))).toBe(true);
    }
  });

  it('with a line of a megabyte is read without it', async () => {
    const { text, tooLong } = await read(`${lines(0, 3)}${'x'.repeat(1_000_000)}\n${lines(3, 6)}`);
    expect([text, tooLong]).toEqual([lines(0, 6), 1]);
  });
});
