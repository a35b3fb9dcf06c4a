import { Module } from '@nestjs/common';
import { GuardsModule } from '../guards/guards.module';
import { LoginLimits } from './login-limits';
import { SessionController } from './session.controller';
import { UsersController } from './users.controller';

/** Login and users; the rest of the platform only checks tokens. */
@Module({
  imports: [GuardsModule],
  controllers: [SessionController, UsersController],
  providers: [{ provide: LoginLimits, useFactory: () => new LoginLimits() }],
})
export class AccessModule {}
