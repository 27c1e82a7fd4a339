import compress from '@fastify/compress';
import helmet from '@fastify/helmet';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import Fastify, { type FastifyInstance } from 'fastify';
import { clientFiles } from './client-files.plugin.ts';
import type { HttpDeps } from './deps.ts';
import { LOGGER, problemPlugin } from './problem.plugin.ts';
import { requestsPlugin } from './requests.plugin.ts';
import { readOnlyPlugin } from './read-only.plugin.ts';
import { alertCapRoutes } from './routes/alerts-cap.route.ts';
import { alertmanagerRoutes } from './routes/alertmanager.route.ts';
import { alertFeedRoutes } from './routes/alert-feeds.route.ts';
import { alertRoutes } from './routes/alerts.route.ts';
import { areaRoutes } from './routes/areas.route.ts';
import { batchRoutes } from './routes/batch.route.ts';
import { callRoutes } from './routes/calls.route.ts';
import { cityRoutes } from './routes/city.route.ts';
import { deviceTableRoutes } from './routes/device-table.route.ts';
import { deviceRoutes } from './routes/devices.route.ts';
import { dutyRoutes } from './routes/duty.route.ts';
import { duplicateRoutes } from './routes/duplicates.route.ts';
import { fileRoutes } from './routes/files.route.ts';
import { figureRoutes } from './routes/figures.route.ts';
import { forecastRoutes } from './routes/forecast.route.ts';
import { groupRoutes } from './routes/groups.route.ts';
import { healthRoutes } from './routes/health.route.ts';
import { behindRoutes } from './routes/behind.route.ts';
import { incidentRoutes } from './routes/incidents.route.ts';
import { handoverRoutes } from './routes/handover.route.ts';
import { overdueRoutes } from './routes/overdue.route.ts';
import { liveRoutes } from './routes/live.route.ts';
import { planRoutes } from './routes/plans.route.ts';
import { readingRoutes } from './routes/readings.route.ts';
import { refusedReadingRoutes } from './routes/refused-readings.route.ts';
import { replayRoutes } from './routes/replay.route.ts';
import { unitRoutes } from './routes/units.route.ts';
import { ruleRoutes } from './routes/rules.route.ts';
import { screenRoutes } from './routes/screens.route.ts';
import { vitalRoutes } from './routes/vitals.route.ts';
import { wallRoutes } from './routes/wall.route.ts';
import { wallClipRoutes } from './routes/wall-clips.route.ts';
import { wallSceneRoutes } from './routes/wall-scenes.route.ts';
import { savedViewRoutes } from './routes/saved-views.route.ts';
import { stageRoutes } from './routes/stages.route.ts';
import { validatorCompiler } from './validation.ts';
import { wallOnlyPlugin } from './wall-only.plugin.ts';

const BODY_LIMIT = 1_048_576;

/** The HTTP side of the house: schema, rights and status codes for every read and write. Listens nowhere yet. */
export async function buildHttp(deps: HttpDeps): Promise<FastifyInstance> {
  const app: FastifyInstance = Fastify({
    ...(deps.tls ? ({ https: deps.tls } as object) : {}),
    logger: deps.isQuiet ? false : LOGGER,
    bodyLimit: BODY_LIMIT,
    trustProxy: deps.trustedProxies,
    routerOptions: { maxParamLength: 300 },
    // Requests that never end must not hold a connection for ever.
    requestTimeout: 120_000,
  });
  app.setValidatorCompiler(validatorCompiler as never);
  await app.register(problemPlugin);
  await app.register(requestsPlugin, deps);
  await app.register(helmet, {
    // Plain HTTP on a LAN address must work: nothing may force an upgrade there.
    strictTransportSecurity: false,
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        workerSrc: ["'self'", 'blob:'],
        connectSrc: ["'self'", 'ws:', 'wss:'],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        // The editor of scenes shows a wall in a frame: no other site may.
        frameAncestors: ["'self'"],
      },
    },
  });
  await app.register(compress, { globalDecompression: false, threshold: 1024, encodings: ['gzip', 'deflate'], zlibOptions: { level: 6 } });
  await app.register(swagger, {
    openapi: {
      info: {
        title: 'Guantong 贯通',
        version: '1',
        description: 'One city, three tiers, one number. All times RFC 3339; positions [lng, lat] in WGS-84.',
      },
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
      security: [{ bearer: [] }],
    },
  });
  await app.register(swaggerUi, { routePrefix: '/api/docs', staticCSP: false });
  await app.register(deps.authPlugin);
  await app.register(wallOnlyPlugin);
  if (deps.replay) await app.register(readOnlyPlugin);
  await app.register(healthRoutes(deps));
  await app.register(
    async (api) => {
      await api.register(cityRoutes(deps));
      await api.register(areaRoutes(deps));
      await api.register(figureRoutes(deps));
      await api.register(stageRoutes(deps));
      await api.register(groupRoutes(deps));
      await api.register(incidentRoutes(deps));
      await api.register(behindRoutes(deps));
      await api.register(alertRoutes(deps));
      await api.register(alertCapRoutes(deps));
      await api.register(alertFeedRoutes(deps));
      await api.register(vitalRoutes(deps));
      await api.register(ruleRoutes(deps));
      await api.register(planRoutes(deps));
      await api.register(duplicateRoutes(deps));
      await api.register(fileRoutes(deps));
      await api.register(savedViewRoutes(deps));
      await api.register(forecastRoutes(deps));
      await api.register(batchRoutes(deps));
      await api.register(readingRoutes(deps));
      await api.register(alertmanagerRoutes(deps));
      await api.register(deviceRoutes(deps));
      await api.register(deviceTableRoutes(deps));
      await api.register(refusedReadingRoutes(deps));
      await api.register(unitRoutes(deps));
      await api.register(dutyRoutes(deps));
      await api.register(handoverRoutes(deps));
      await api.register(overdueRoutes(deps));
      await api.register(wallSceneRoutes(deps));
      await api.register(wallClipRoutes(deps));
      await api.register(liveRoutes(deps));
      await api.register(replayRoutes(deps));
      await api.register(wallRoutes(deps));
      await api.register(screenRoutes(deps));
      await api.register(callRoutes(deps));
    },
    { prefix: '/api/v1' },
  );
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger());
  if (deps.clientRoot !== null) await app.register(clientFiles(deps.clientRoot));
  return app;
}
