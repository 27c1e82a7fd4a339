import { CAP_CERTAINTIES, CAP_SEVERITIES, CAP_URGENCIES, type CapInfo, type CapMessage } from '../../shared/cap.ts';

/** A small message as XML, in which a test puts what it is about. */
export const capXml = (inner = '', head = ''): string =>
  `<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>a-1</identifier><sender>s@x</sender><sent>2026-07-10T08:00:00+08:00</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope>${head}<info><category>Met</category><event>暴雨</event><urgency>Immediate</urgency><severity>Severe</severity><certainty>Likely</certainty>${inner}</info></alert>`;

const info: CapInfo = {
  language: 'zh-CN',
  categories: ['Met'],
  event: '暴雨',
  responses: [],
  urgency: CAP_URGENCIES[0],
  severity: CAP_SEVERITIES[0],
  certainty: CAP_CERTAINTIES[1],
  audience: null,
  eventCodes: [],
  effective: null,
  onset: null,
  expires: null,
  senderName: null,
  headline: null,
  description: null,
  instruction: null,
  web: null,
  contact: null,
  parameters: [],
  resources: [],
  areas: [],
};
export const capInfo = (changed: Partial<CapInfo> = {}): CapInfo => ({ ...info, ...changed });
export const capMessage = (changed: Partial<CapMessage> = {}): CapMessage => ({
  identifier: 'a-1',
  sender: 's@x',
  sent: '2026-07-10T08:00:00+08:00',
  status: 'Actual',
  msgType: 'Alert',
  source: null,
  scope: 'Public',
  restriction: null,
  addresses: [],
  codes: [],
  note: null,
  references: [],
  incidents: [],
  infos: [],
  ...changed,
});
