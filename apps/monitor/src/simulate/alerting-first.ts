import { setTimeout as pause } from 'node:timers/promises';
import { AlertingServiceModule } from '@budget/alerting-service';
import { LOGGER, METRICS, PG_POOL, READINESS, ReadinessChecks } from '@budget/adapters/nest-platform';
import { CLOCK, EVENT_STORE, SUBSCRIPTIONS } from '@budget/ports';
import type { Host } from '@budget/service-host';
import { Global, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Running } from '../running';

const LOOK_MS = 100;

/**
 * Lets the alerting service, without HTTP, make its tables and handle everything recorded so far: after that a simulation
 * may stand in for it without leaving any other project unassessed.
 */
export async function letAlertingFinish({ logger, metrics, pool, clock, store, subscriptions }: Host, running: Running): Promise<void> {
  const readiness = new ReadinessChecks();
  const parts = [
    { provide: LOGGER, useValue: logger },
    { provide: METRICS, useValue: metrics },
    { provide: PG_POOL, useValue: pool },
    { provide: READINESS, useValue: readiness },
    { provide: CLOCK, useValue: clock },
    { provide: EVENT_STORE, useValue: store },
    { provide: SUBSCRIPTIONS, useValue: subscriptions },
  ];

  @Global()
  @Module({ providers: parts, exports: parts.map(({ provide }) => provide) })
  class Parts {}

  @Module({ imports: [Parts, AlertingServiceModule] })
  class AlertingAlone {}

  const service = await NestFactory.createApplicationContext(AlertingAlone, { logger: false });
  try {
    while (!(await isLevel(readiness))) {
      running.check();
      await pause(LOOK_MS);
    }
  } finally {
    await service.close();
  }
}

async function isLevel(readiness: ReadinessChecks): Promise<boolean> {
  const { checks } = await readiness.look();
  return Object.values(checks).every((check) => 'lagEvents' in check && check['lagEvents'] === '0');
}
