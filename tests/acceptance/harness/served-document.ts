import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

type MediaType = { readonly schema?: object };
export type Operation = {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, MediaType>> }>>;
  readonly security?: readonly unknown[];
};
export type OpenApi = {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
};

export type Seen = {
  readonly method: string;
  readonly url: string;
  readonly status: number;
  readonly type: string;
  readonly body: unknown;
};

/** Answers of the HTTP layer itself: an address or method that does not exist. */
const UNROUTED = new Set([400, 404, 405]);

/** The OpenAPI document as the running service hands it out, and whether an answer agrees with it. */
export class ServedDocument {
  private readonly ajv: Ajv2020;
  private readonly validators = new Map<string, ValidateFunction>();

  constructor(readonly document: OpenApi) {
    this.ajv = new Ajv2020({ strict: false, allErrors: true });
    addFormats(this.ajv);
    this.ajv.addSchema(withExtensionMembers(document), 'served');
  }

  static async of(url: string): Promise<ServedDocument> {
    const response = await fetch(`${url}/api/v1/openapi.json`);
    return new ServedDocument((await response.json()) as OpenApi);
  }

  /** Throws with everything that differs from the document: operation, status, media type or shape. */
  check({ method, url, status, type, body }: Seen): void {
    const path = this.templateOf(new URL(url).pathname, method.toLowerCase());
    const label = `${method} ${new URL(url).pathname} → ${status}`;
    if (path === undefined) return this.checkUnrouted(label, status, type, body);
    const content = this.document.paths[path]?.[method.toLowerCase()]?.responses[String(status)]?.content;
    if (status === 304) return;
    if (content === undefined) throw new Error(`${label}: the document of ${path} names no answer ${status}: ${JSON.stringify(body)}`);
    const mediaType = type.split(';', 1)[0] ?? '';
    if (!(mediaType in content)) throw new Error(`${label}: ${mediaType} is none of ${Object.keys(content).join(', ')}`);
    if (!mediaType.endsWith('json')) return;
    this.assertShape(label, ['paths', path, method.toLowerCase(), 'responses', String(status), 'content', mediaType, 'schema'], body);
  }

  private checkUnrouted(label: string, status: number, type: string, body: unknown): void {
    if (!UNROUTED.has(status)) throw new Error(`${label}: the document knows no such operation`);
    if (!type.startsWith('application/problem+json')) throw new Error(`${label}: ${type} is no problem+json`);
    this.assertShape(label, ['components', 'schemas', 'Problem'], body);
  }

  private assertShape(label: string, pointer: readonly string[], body: unknown): void {
    const steps = pointer.map((step) => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1')));
    const ref = `served#/${steps.join('/')}`;
    const validate = this.validators.get(ref) ?? this.ajv.compile({ $ref: ref });
    this.validators.set(ref, validate);
    if (!validate(body)) {
      throw new Error(`${label} does not agree with the served document: ${this.ajv.errorsText(validate.errors)}\n${JSON.stringify(body)}`);
    }
  }

  private templateOf(pathname: string, method: string): string | undefined {
    const segments = pathname.split('/');
    const fits = (template: string): boolean => {
      const steps = template.split('/');
      return steps.length === segments.length && steps.every((step, index) => step.startsWith('{') || step === segments[index]);
    };
    const candidates = Object.keys(this.document.paths).filter((template) => this.document.paths[template]?.[method] && fits(template));
    return candidates.find((template) => !template.includes('{')) ?? candidates[0];
  }
}

/** A problem may carry members of its own, such as the numbers behind a refusal, and readers must let them pass (RFC 9457 §3.2). */
function withExtensionMembers(document: OpenApi): OpenApi {
  const { Problem, ...schemas } = document.components.schemas;
  return {
    ...document,
    components: { ...document.components, schemas: { ...schemas, Problem: { ...Problem, additionalProperties: true } } },
  };
}
