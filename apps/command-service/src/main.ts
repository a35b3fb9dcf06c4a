import { runService } from '@budget/service-host';
import { CommandServiceModule } from './command-service.module';

await runService(CommandServiceModule, 'command-service', { relay: true });
