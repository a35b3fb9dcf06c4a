import type { StreamsGateway } from '../gateway/streams-gateway';

/** A gateway of which a test has changed some answers. */
export class GatewayWith implements StreamsGateway {
  constructor(
    private readonly gateway: StreamsGateway,
    private readonly changed: Partial<StreamsGateway>,
  ) {}

  append(...call: Parameters<StreamsGateway['append']>): ReturnType<StreamsGateway['append']> {
    return this.changed.append?.(...call) ?? this.gateway.append(...call);
  }

  readStream(...call: Parameters<StreamsGateway['readStream']>): ReturnType<StreamsGateway['readStream']> {
    return this.changed.readStream?.(...call) ?? this.gateway.readStream(...call);
  }

  readAll(...call: Parameters<StreamsGateway['readAll']>): ReturnType<StreamsGateway['readAll']> {
    return this.changed.readAll?.(...call) ?? this.gateway.readAll(...call);
  }

  subscribeToAll(...call: Parameters<StreamsGateway['subscribeToAll']>): ReturnType<StreamsGateway['subscribeToAll']> {
    return this.changed.subscribeToAll?.(...call) ?? this.gateway.subscribeToAll(...call);
  }

  dispose(): Promise<void> {
    return this.gateway.dispose();
  }
}
