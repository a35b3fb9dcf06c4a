import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { Navigate, useSearchParams } from 'react-router';
import { returnAddress } from '../../address/address';
import { ApiProblem } from '../../api/api-problem';
import { write } from '../../api/client';
import { newKey } from '../../api/new-key';
import { Page } from '../../parts/page';
import { ProblemNote } from '../../parts/problem-note';
import { session } from '../../session/session';
import { useSession } from '../../session/use-session';
import { LanguageSwitch } from '../../shell/language-switch';
import { useWords } from '../../words/use-words';

type Credentials = { readonly username: string; readonly password: string };

export function LoginPage() {
  const words = useWords();
  const [search] = useSearchParams();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [sending, setSending] = useState(false);
  if (useSession() !== null) return <Navigate to={returnAddress(search)} replace />;

  const logIn = async (body: Credentials) => {
    setSending(true);
    try {
      const { answer } = await write('login', { params: {}, query: {}, body, idempotencyKey: newKey() });
      session.begin(answer);
    } catch (failure) {
      if (!(failure instanceof ApiProblem)) throw failure;
      setProblem(failure);
      setSending(false);
    }
  };

  return (
    <div className="login">
      <div className="login-language">
        <LanguageSwitch />
      </div>
      <main className="login-card">
        <p className="login-brand">
          <img src="/favicon.svg" alt="" width="32" height="32" /> {words.app.name}
        </p>
        <Page title={words.login.title} note={words.login.about}>
          {search.has('returnTo') && session.ending() === 'expired' ? <p className="hint">{words.login.expired}</p> : null}
          {problem === null ? null : <LoginProblem problem={problem} />}
          <Form<Credentials> layout="vertical" requiredMark={false} onFinish={(body) => void logIn(body)}>
            <Form.Item name="username" label={words.login.username} rules={[{ required: true, message: words.login.usernameMissing }]}>
              <Input autoComplete="username" autoFocus maxLength={100} />
            </Form.Item>
            <Form.Item name="password" label={words.login.password} rules={[{ required: true, message: words.login.passwordMissing }]}>
              <Input type="password" autoComplete="current-password" maxLength={200} />
            </Form.Item>
            <Button type="primary" htmlType="submit" block disabled={sending}>
              {words.login.submit}
            </Button>
          </Form>
        </Page>
      </main>
    </div>
  );
}

function LoginProblem({ problem }: { readonly problem: ApiProblem }) {
  const words = useWords();
  const known = problem.status === 401 ? words.login.refused : problem.status === 429 ? words.login.limited : null;
  return known === null ? (
    <ProblemNote problem={problem} />
  ) : (
    <p role="alert" className="problem">
      {known}
    </p>
  );
}
