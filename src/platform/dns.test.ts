import { createSocket } from 'node:dgram';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { txtRecords } from './dns.ts';

// A name server with three names: two records, one of them in pieces; none; and one that it will not speak of.

const socket = createSocket('udp4');
const records: Record<string, readonly (readonly string[])[]> = {
  'two.example': [['first'], ['a'.repeat(255), 'rest']],
  'bare.example': [],
};

function answer(question: Buffer): Buffer {
  const labels: string[] = [];
  let at = 12;
  for (let size = question[at] ?? 0; size > 0; size = question[at] ?? 0) {
    labels.push(question.subarray(at + 1, at + 1 + size).toString('ascii'));
    at += 1 + size;
  }
  const end = at + 5;
  const name = labels.join('.');
  const code = name === 'refused.example' ? 5 : name in records ? 0 : 3;
  const found = records[name] ?? [];
  const head = Buffer.from(question.subarray(0, end));
  head.writeUInt16BE(0x8180 | code, 2);
  head.writeUInt16BE(found.length, 6);
  head.writeUInt32BE(0, 8);
  const bodies = found.map((pieces) => {
    const data = Buffer.concat(pieces.map((piece) => Buffer.concat([Buffer.from([piece.length]), Buffer.from(piece)])));
    const fixed = Buffer.alloc(12);
    fixed.writeUInt16BE(0xc00c, 0);
    fixed.writeUInt16BE(16, 2);
    fixed.writeUInt16BE(1, 4);
    fixed.writeUInt16BE(data.length, 10);
    return Buffer.concat([fixed, data]);
  });
  return Buffer.concat([head, ...bodies]);
}

let ask: ReturnType<typeof txtRecords>;
beforeAll(async () => {
  socket.on('message', (question, from) => socket.send(answer(question), from.port, from.address));
  await new Promise<void>((done) => socket.bind(0, '127.0.0.1', done));
  ask = txtRecords([`127.0.0.1:${(socket.address() as AddressInfo).port}`]);
});
afterAll(() => socket.close());

test('records come whole, and no name is no record', async () => {
  expect(await ask('two.example')).toEqual(['first', `${'a'.repeat(255)}rest`]);
  expect(await ask('bare.example')).toEqual([]);
  expect(await ask('nothing.example')).toEqual([]);
});

test('a server that will not tell is a failure, not an absence', async () => {
  await expect(ask('refused.example')).rejects.toThrow();
});
