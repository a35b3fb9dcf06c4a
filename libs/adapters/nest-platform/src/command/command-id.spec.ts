import { commandIdOf, eventIdFor } from './command-id';

const UUID_8 = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('a command id', () => {
  it('is the same for the same user, address and key, whatever the query', () => {
    const id = commandIdOf('zhang', 'POST', '/api/v1/projects/P1/disbursements?fiscalYear=2025', 'k-1');
    expect(id).toBe('8da657f1-6683-8108-96df-46899235f830');
    expect(id).toMatch(UUID_8);
    expect(commandIdOf('zhang', 'POST', '/api/v1/projects/P1/disbursements', 'k-1')).toBe(id);
  });

  it('differs with each of them', () => {
    const ids = [
      commandIdOf('zhang', 'POST', '/a', 'k-1'),
      commandIdOf('li', 'POST', '/a', 'k-1'),
      commandIdOf('zhang', 'PATCH', '/a', 'k-1'),
      commandIdOf('zhang', 'POST', '/b', 'k-1'),
      commandIdOf('zhang', 'POST', '/a', 'k-2'),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('without a key is new each time', () => {
    expect(commandIdOf('zhang', 'POST', '/a', undefined)).not.toBe(commandIdOf('zhang', 'POST', '/a', undefined));
  });

  it('gives each of its facts an id that a repetition gives again', () => {
    const command = '8da657f1-6683-8108-96df-46899235f830';
    expect(eventIdFor(command, 0)).toMatch(UUID_8);
    expect(eventIdFor(command, 0)).toBe(eventIdFor(command, 0));
    expect(new Set([eventIdFor(command, 0), eventIdFor(command, 1), eventIdFor(command, 10)]).size).toBe(3);
  });
});
