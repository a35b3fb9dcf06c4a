import { runService } from '@budget/service-host';
import { AlertingServiceModule } from './alerting-service.module';

await runService(AlertingServiceModule, 'alerting-service');
