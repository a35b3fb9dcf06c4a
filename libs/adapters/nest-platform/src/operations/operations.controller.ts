import { openApiDocument } from '@budget/contracts';
import { Controller, Inject } from '@nestjs/common';
import type { Registry } from 'prom-client';
import { answer, type Answer } from '../http/answer';
import { PlainText } from '../http/plain-text';
import { Route } from '../http/route.decorator';
import { METRICS, READINESS } from '../platform.tokens';
import type { ReadinessChecks } from './readiness';

@Controller()
export class OperationsController {
  private readonly document = openApiDocument('1.0.0');

  constructor(
    @Inject(READINESS) private readonly readiness: ReadinessChecks,
    @Inject(METRICS) private readonly metrics: Registry,
  ) {}

  @Route('liveness')
  live(): Answer {
    return answer(200, { status: 'live' });
  }

  @Route('readiness')
  async ready(): Promise<Answer> {
    const state = await this.readiness.look();
    return answer(state.status === 'not-ready' ? 503 : 200, state);
  }

  @Route('metrics')
  async figures(): Promise<Answer> {
    return answer(200, new PlainText(await this.metrics.metrics(), this.metrics.contentType));
  }

  @Route('openApi')
  openApi(): Answer {
    return answer(200, this.document);
  }
}
