import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { problemText } from '../../shared/problem-texts.ts';
import type { Language } from '../../shared/terms.ts';
import { isUnavailable } from '../app/unavailable.ts';
import { faultLine, faultSerializer } from '../fault-text.ts';
import { Rejection, type RejectionCode } from '../domain/rejection.ts';

const STATUS: Partial<Record<RejectionCode, number>> = {
  'auth.required': 401,
  'scope.denied': 403,
  'role.denied': 403,
  'command.holder-only': 403,
  'command.handler-may-not-verify': 403,
  'command.second-person': 403,
  'unit.not-yours': 403,
  'scope.level-up': 403,
  'scope.street-only': 403,
  'incident.unknown': 404,
  'group.unknown': 404,
  'import.unknown': 404,
  'command.unknown': 404,
  'command.impossible': 409,
  'unit.state-impossible': 409,
  'version.stale': 409,
  'return.after-ruling': 409,
  'recall.after-ruling': 409,
  'reopen.too-late': 409,
  'branch.open': 409,
  'command.asked-already': 409,
  'command.nothing-asked': 409,
  'extension.no-deadline': 409,
  'incident.suspended': 409,
  'incident.not-suspended': 409,
  'incident.not-supervised': 409,
  'node.at-top': 409,
  'node.at-bottom': 409,
  'idempotency.reused': 409,
  'external.exists': 409,
  'file.too-large': 413,
  'file.kind': 415,
  'clip.kind': 415,
  'clip.too-large': 413,
  'file.unknown': 404,
  'file.gone': 410,
  'file.attached-already': 409,
  'file.too-many': 409,
  'screen.unknown': 404,
  'screen.out-of-reach': 409,
  'screen.mute': 409,
  'screen.not-tested': 409,
  'pairing.unknown': 404,
  'pairing.too-many': 429,
  'wall.denied': 403,
  'view.unknown': 404,
  'view.not-yours': 403,
  'view.too-many': 409,
  'wall-scene.over-budget': 422,
  'wall-scene.unsound': 422,
  'wall-scene.unknown': 404,
  'wall-scene.shipped': 409,
  'wall-scene.changed': 409,
  'wall-scene.exists': 409,
  'wall-scene.too-many': 409,
  'wall-playlist.step-unknown': 422,
  'rule.unknown': 404,
  'rule.changed': 409,
  'rule.unsound': 422,
  'rule.too-many': 409,
  'rule.busy': 429,
  'alarm.unknown': 404,
  'plan.unknown': 404,
  'plan.item-unknown': 404,
  'plan.changed': 409,
  'plan.unsound': 422,
  'plan.value-unsound': 422,
  'plan.value-changed': 409,
  'table.unsound': 422,
  'alert.unknown': 404,
  'alert.level-up': 403,
  'alert.issuer-denied': 403,
  'alert.received': 409,
  'alert.impossible': 409,
  'alert.not-there': 409,
  'alert.not-a-step': 409,
  'alert.not-own': 403,
  'alert.not-exported': 404,
  'cap.own-message': 409,
  'feed.unknown': 404,
  'feed.too-many': 409,
  'device.unknown': 404,
  'reading.conflict': 409,
  'replay.none': 404,
  'replay.read-only': 409,
};
/** Faults of the web framework that are the sender's doing, in our words. */
const SENDER_FAULTS: Record<string, string> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'request.too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'request.media-type',
  FST_ERR_CTP_INVALID_JSON_BODY: 'request.malformed',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'request.malformed',
};

export const languageOf = (request: Pick<FastifyRequest, 'headers'>): Language =>
  /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh';

/** A missing thing in the address is 404; the same thing named in a body or query is a bad request. */
const NAMED: ReadonlySet<RejectionCode> = new Set<RejectionCode>(['area.unknown', 'unit.unknown']);
const statusOf = ({ code, detail }: Rejection): number => (NAMED.has(code) && detail['field'] === undefined ? 404 : (STATUS[code] ?? 400));

export const LOGGER = { level: 'warn', serializers: { err: faultSerializer } };

/** One way out for everything that went wrong: `{code, message, detail?}`; faults are logged once, here, and never told. */
export const problemPlugin = fp(async (app) => {
  app.setErrorHandler((error: FastifyError | Rejection, request: FastifyRequest, reply: FastifyReply) => {
    const language = languageOf(request);
    const send = (status: number, code: string, detail: Record<string, unknown>, message = problemText(code, detail, language)) =>
      reply
        .code(status)
        .type('application/json')
        .send({ code, message, ...(Object.keys(detail).length > 0 ? { detail } : {}) });
    if (error instanceof Rejection) return send(statusOf(error), error.code, { ...error.detail });
    if (isUnavailable(error)) {
      reply.header('retry-after', '2');
      return send(503, 'database.unavailable', {});
    }
    const known = SENDER_FAULTS[error.code];
    if (known) return send(error.statusCode ?? 400, known, known === 'request.too-large' ? { limit: '1 MB' } : {});
    if (error instanceof SyntaxError) return send(400, 'request.malformed', {});
    // Other adapters bring problems of their own kind: a code, a status and words that are already in the caller's language.
    if (error.statusCode !== undefined && error.statusCode < 500)
      return send(error.statusCode, error.code?.includes('.') ? error.code : 'request.invalid', {}, error.message);
    // With words of our own: without, the logger takes the fault's message, which may end with the values of a person.
    request.log.error({ err: error }, faultLine(error));
    return send(500, 'internal', {});
  });
  app.setNotFoundHandler((request, reply) => {
    const detail = { method: request.method, url: request.url.slice(0, 200) };
    return reply.code(404).send({ code: 'route.unknown', message: problemText('route.unknown', detail, languageOf(request)), detail });
  });
});
