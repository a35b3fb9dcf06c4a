import { runService } from '@budget/service-host';
import { ProjectionServiceModule } from './projection-service.module';

await runService(ProjectionServiceModule, 'projection-service');
