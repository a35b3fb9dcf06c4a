import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { alreadyKnown } from './answer';
import { baseName } from './base-name';
import { correlationIdOf } from './correlation-id';
import { expectedVersion } from './if-match';

describe('If-Match', () => {
  it.each([
    [undefined, undefined],
    ['"12"', 12n],
    ['W/"12"', 12n],
    ['12', 12n],
    [' "0" ', 0n],
    ['*', undefined],
  ])('%j is version %s', (header, version) => {
    expect(expectedVersion(header)).toBe(version);
  });

  it.each(['', '"', '"1', '1"', '"-1"', '"1", "2"', '"99999999999999999999"', 'abc'])('%j is refused', (header) => {
    expect(() => expectedVersion(header)).toThrow('invalid-if-match');
  });
});

describe('If-None-Match', () => {
  it.each([
    ['"1"', true],
    ['W/"1"', true],
    ['"0", W/"1"', true],
    ['*', true],
    ['"11"', false],
    ['1', false],
  ])('%j knows version 1: %s', (header, known) => {
    expect(alreadyKnown(header, '"1"')).toBe(known);
  });
});

describe('a correlation id', () => {
  const given = (id: string): string =>
    correlationIdOf(Object.assign(new IncomingMessage(new Socket()), { headers: { 'x-correlation-id': id } }));

  it.each(['a', 'req-1', '3b0b3f6e-0f0a-4a59-9d43-0f8e6d7a1c11', 'svc:42_a.b'])('%j is kept', (id) => {
    expect(given(id)).toBe(id);
  });

  it.each(['', ' ', '-a', 'a b', '{"a":1}', '组', 'a'.repeat(101)])('%j is replaced', (id) => {
    expect(given(id)).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });
});

describe('the name of an uploaded file', () => {
  it.each([
    ['目标.txt', '目标.txt'],
    ['C:\\桌面\\目标.txt', '目标.txt'],
    ['../../etc/passwd', 'passwd'],
    ['a\u0000b\r\n.txt', 'ab.txt'],
    ['..', 'file'],
    ['folder/', 'file'],
    [undefined, 'file'],
    ['x'.repeat(300), 'x'.repeat(200)],
  ])('%j is kept as %j', (given, kept) => {
    expect(baseName(given)).toBe(kept);
  });
});
