import { ApiProblem } from '../../api/api-problem';
import { refusedAnswer } from './refused-answer';

const answer = { sha256: '0'.repeat(64), projects: [] };

describe('The answer attached to a refused document', () => {
  it('is found beside the members of the problem and inside any of them', () => {
    expect(refusedAnswer(new ApiProblem(422, 'document-has-errors', '', [], { code: 'document-has-errors', ...answer }))).toMatchObject(
      answer,
    );
    expect(refusedAnswer(new ApiProblem(422, 'document-has-errors', '', [], { answer }))).toBe(answer);
  });

  it('is absent from other refusals', () => {
    expect(refusedAnswer(ApiProblem.of(422, '{"code":"unreadable-document","detail":"…"}'))).toBeNull();
    expect(refusedAnswer(ApiProblem.of(502, 'Bad gateway'))).toBeNull();
  });
});
