import { canonicalJson, NotJson } from './canonical-json';

describe('the one spelling of a JSON value', () => {
  it('writes the example of RFC 8785, section 3.2.2', () => {
    const given = JSON.parse(
      '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],' +
        '"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
    ) as unknown;
    expect(canonicalJson(given)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' + '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('orders keys by UTF-16 code units, as section 3.2.3 shows', () => {
    const given = { '\u20ac': 'Euro Sign', '\r': 'Carriage Return', '\ufb33': 'Hebrew Letter Dalet With Dagesh', 1: 'One' };
    const more = { '\ud83d\ude00': 'Emoji: Grinning Face', '\u0080': 'Control', '\u00f6': 'Latin Small Letter O With Diaeresis' };
    expect(Object.values(JSON.parse(canonicalJson({ ...given, ...more })) as object)).toEqual([
      'One',
      'Carriage Return',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ]);
  });

  it.each([
    [0, '0'],
    [-0, '0'],
    [5e-324, '5e-324'],
    [1.7976931348623157e308, '1.7976931348623157e+308'],
    [9007199254740992, '9007199254740992'],
    [295147905179352830000, '295147905179352830000'],
    [1e21, '1e+21'],
    [1e-7, '1e-7'],
    [333333333.33333325, '333333333.33333325'],
  ])('writes the number %d as appendix B of RFC 8785 does', (number, text) => {
    expect(canonicalJson(number)).toBe(text);
  });

  it('leaves no doubt about order and spaces at any depth', () => {
    expect(canonicalJson({ b: [{ d: 1, c: {} }, []], a: null })).toBe('{"a":null,"b":[{"c":{},"d":1},[]]}');
  });

  it.each([
    ['a field without a value', { paid: { on: undefined } }, 'value.paid.on is undefined'],
    ['a number that is none', [1, Number.NaN], 'value[1] is NaN'],
    ['a big integer', { position: 1n }, 'value.position is bigint'],
    ['a date', { at: new Date(0) }, 'value.at is a Date'],
    ['a map', new Map(), 'value is a Map'],
    ['a hole in a list', new Array<string>(1), 'value[0] is undefined'],
    ['half a surrogate pair', { payee: '\ud83d' }, 'value.payee is text with half a surrogate pair'],
    ['a function', { now: () => 0 }, 'value.now is function'],
  ])('refuses %s and names the place', (_, value, message) => {
    expect(() => canonicalJson(value)).toThrow(NotJson);
    expect(() => canonicalJson(value)).toThrow(message);
  });
});
