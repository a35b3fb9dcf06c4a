/** This process no longer owns the subscription; it asks for it again. */
export class OwnershipLost extends Error {
  constructor(how: 'the connection broke' | 'another process moved the checkpoint') {
    super(`Ownership lost: ${how}`);
    this.name = 'OwnershipLost';
  }
}
