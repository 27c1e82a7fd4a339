import { describe, expect, it } from 'vitest';
import type { Io } from './deps.ts';
import { sendToRoom, webSocketFrame } from './to-room.ts';

describe('webSocketFrame', () => {
  it.each([
    [0, '8100'],
    [125, '817d'],
    [126, '817e007e'],
    [65_535, '817effff'],
    [65_536, '817f0000000000010000'],
  ])('tells a length of %i as RFC 6455 has it', (length, head) => {
    const text = 'x'.repeat(length);
    expect(webSocketFrame(text).equals(Buffer.concat([Buffer.from(head, 'hex'), Buffer.from(text)]))).toBe(true);
  });

  it('counts bytes, not characters', () => {
    expect(webSocketFrame('渝中')).toEqual(Buffer.concat([Buffer.from([0x81, 6]), Buffer.from('渝中')]));
  });
});

describe('sendToRoom', () => {
  const text = '2["area:tick",{"area":"50","seq":7,"atMs":1}]';

  function lineWith(changed: object): { sentBy: string[]; tell: () => void } {
    const sentBy: string[] = [];
    const conn = {
      readyState: 'open',
      writeBuffer: [],
      transport: {
        socket: { readyState: 1, _sender: { sendFrame: ([frame]: [Buffer]) => sentBy.push(`line ${frame.toString('utf8', 3)}`) } },
      },
      write: (said: string) => sentBy.push(`queue ${said}`),
      ...changed,
    };
    const room = { adapter: { rooms: new Map([['beat:50', new Set(['s-1', 's-gone'])]]) }, sockets: new Map([['s-1', { conn }]]) };
    return { sentBy, tell: () => sendToRoom({ of: () => room } as unknown as Io, 'beat:50', 'area:tick', { area: '50', seq: 7, atMs: 1 }) };
  }

  it.each([
    ['straight to an open line', {}, 'line '],
    ['behind what still waits for it', { writeBuffer: ['ping'] }, 'queue '],
    ['by Engine.IO to a line that is closing', { readyState: 'closing' }, 'queue '],
    [
      'by Engine.IO to a socket that is closing',
      { transport: { socket: { readyState: 2, _sender: { sendFrame: () => undefined } } } },
      'queue ',
    ],
    ['by Engine.IO where a socket has no such way', { transport: { socket: { readyState: 1 } } }, 'queue '],
  ])('sends %s', (_case, changed, way) => {
    const { sentBy, tell } = lineWith(changed);
    tell();
    expect(sentBy).toHaveLength(1);
    expect(sentBy[0]!.startsWith(way)).toBe(true);
    expect(sentBy[0]!.endsWith(text)).toBe(true);
  });
});
