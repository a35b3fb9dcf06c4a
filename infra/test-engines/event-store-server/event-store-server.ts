import { Server, ServerCredentials, type sendUnaryData, type ServerUnaryCall } from '@grpc/grpc-js';
import { GossipService } from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import type { ClusterInfo } from '@eventstore/db-client/generated/gossip_pb.js';
import { ServerFeaturesService } from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import type { SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb.js';
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { DeleteReq, DeleteResp, TombstoneReq, TombstoneResp } from '@eventstore/db-client/generated/streams_pb.js';
import { BatchAppendHandler, type AppendCall } from './batch-append.handler';
import { fail, ReadHandler, type ReadCall } from './read.handler';
import { ServerFaults, type CallError } from './server-faults';
import { ServerLog } from './server-log';

const HOST = '127.0.0.1';

/**
 * A node of an event store that speaks the streams protocol of the published client over a log in memory, for tests: what a
 * real node does, and on demand what a real node does only in trouble. Nodes that share a log are one cluster.
 */
export class EventStoreServer {
  readonly faults = new ServerFaults();
  private server: Server | null = null;
  private port = 0;
  private readonly subscriptions = new Set<ReadCall>();
  private ending = new AbortController();

  constructor(readonly log = new ServerLog()) {}

  get url(): string {
    return `esdb://${HOST}:${this.port}?tls=false`;
  }

  get discoverUrl(): string {
    return `esdb+discover://${HOST}:${this.port}?tls=false`;
  }

  get endpoint(): { readonly host: string; readonly port: number } {
    return { host: HOST, port: this.port };
  }

  /** Listens at a free port; after `stop` at the same one again, with the same log. */
  async start(): Promise<this> {
    const server = new Server({ 'grpc.max_receive_message_length': 8 * 1024 * 1024 });
    const reads = new ReadHandler(this.log, this.faults);
    const appends = new BatchAppendHandler(this.log, this.faults);
    this.ending = new AbortController();
    const { signal } = this.ending;
    server.addService(StreamsService, {
      read: (call: ReadCall) => {
        call.on('error', () => undefined);
        if (call.request.getOptions()?.getSubscription()) this.track(call);
        const gone = new AbortController();
        for (const event of ['cancelled', 'close']) call.on(event, () => gone.abort());
        void reads.answer(call, AbortSignal.any([signal, gone.signal]));
      },
      batchAppend: (call: AppendCall) => appends.answer(call),
      delete: ({ request }: ServerUnaryCall<DeleteReq, DeleteResp>, done: sendUnaryData<DeleteResp>) => {
        this.log.softDelete(nameOf(request));
        done(null, new streams.DeleteResp());
      },
      tombstone: ({ request }: ServerUnaryCall<TombstoneReq, TombstoneResp>, done: sendUnaryData<TombstoneResp>) => {
        this.log.tombstone(nameOf(request));
        done(null, new streams.TombstoneResp());
      },
    });
    server.addService(GossipService, { read: (_: unknown, done: sendUnaryData<ClusterInfo>) => done(null, this.cluster()) });
    server.addService(ServerFeaturesService, {
      getSupportedMethods: (_: unknown, done: sendUnaryData<SupportedMethods>) => done(null, supportedMethods()),
    });
    this.port = await new Promise<number>((resolve, reject) => {
      server.bindAsync(`${HOST}:${this.port}`, ServerCredentials.createInsecure(), (error, port) =>
        error ? reject(error) : resolve(port),
      );
    });
    this.server = server;
    return this;
  }

  /** As if the process were killed: every connection breaks, nobody listens. */
  stop(): void {
    this.ending.abort();
    this.server?.forceShutdown();
    this.server = null;
  }

  /** Ends every subscription with an error, as a server does with a consumer that is too slow. */
  dropSubscriptions(error: CallError): void {
    for (const call of [...this.subscriptions]) fail(call, error);
  }

  /** Resolves when nobody is subscribed. */
  async deserted(): Promise<void> {
    await Promise.all([...this.subscriptions].map((call) => new Promise((resolve) => call.once('close', resolve))));
  }

  private track(call: ReadCall): void {
    this.subscriptions.add(call);
    for (const event of ['cancelled', 'close']) call.on(event, () => this.subscriptions.delete(call));
  }

  private cluster(): ClusterInfo {
    const { host, port } = this.faults.leader ?? this.endpoint;
    const endpoint = new gossip.EndPoint();
    endpoint.setAddress(host);
    endpoint.setPort(port);
    const member = new gossip.MemberInfo();
    member.setState(gossip.MemberInfo.VNodeState.LEADER);
    member.setIsAlive(true);
    member.setTimeStamp('0');
    member.setHttpEndPoint(endpoint);
    const cluster = new gossip.ClusterInfo();
    cluster.addMembers(member);
    return cluster;
  }
}

const nameOf = (request: DeleteReq | TombstoneReq): string =>
  Buffer.from(request.getOptions()?.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString('utf8');

/** What the client's own append asks for before it chooses how to send. */
function supportedMethods(): SupportedMethods {
  const method = new features.SupportedMethod();
  method.setServiceName('event_store.client.streams.Streams');
  method.setMethodName('batchappend');
  const supported = new features.SupportedMethods();
  supported.setEventStoreServerVersion('22.10.5');
  supported.addMethods(method);
  return supported;
}
