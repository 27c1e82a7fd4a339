import type { LngLat } from './wire.ts';

/** The Common Alerting Protocol as a plain shape: what a message says, whatever version it came in. docs/alerts.md tells what is taken. */
export const CAP_STATUSES = ['Actual', 'Exercise', 'System', 'Test', 'Draft'] as const;
type CapStatus = (typeof CAP_STATUSES)[number];
export const CAP_MSG_TYPES = ['Alert', 'Update', 'Cancel', 'Ack', 'Error'] as const;
export type CapMsgType = (typeof CAP_MSG_TYPES)[number];
export const CAP_SCOPES = ['Public', 'Restricted', 'Private'] as const;
type CapScope = (typeof CAP_SCOPES)[number];
export const CAP_CATEGORIES = [
  'Geo',
  'Met',
  'Safety',
  'Security',
  'Rescue',
  'Fire',
  'Health',
  'Env',
  'Transport',
  'Infra',
  'CBRNE',
  'Other',
] as const;
export type CapCategory = (typeof CAP_CATEGORIES)[number];
export const CAP_RESPONSES = ['Shelter', 'Evacuate', 'Prepare', 'Execute', 'Avoid', 'Monitor', 'Assess', 'AllClear', 'None'] as const;
export type CapResponse = (typeof CAP_RESPONSES)[number];
export const CAP_URGENCIES = ['Immediate', 'Expected', 'Future', 'Past', 'Unknown'] as const;
export type CapUrgency = (typeof CAP_URGENCIES)[number];
/** Most severe first. */
export const CAP_SEVERITIES = ['Extreme', 'Severe', 'Moderate', 'Minor', 'Unknown'] as const;
export type CapSeverity = (typeof CAP_SEVERITIES)[number];
export const CAP_CERTAINTIES = ['Observed', 'Likely', 'Possible', 'Unlikely', 'Unknown'] as const;
export type CapCertainty = (typeof CAP_CERTAINTIES)[number];

/** What names a message for good. */
export interface CapIdentity {
  sender: string;
  identifier: string;
  /** RFC 3339 with an offset, as the sender wrote it; CAP knows no `Z`. */
  sent: string;
}
export interface CapValue {
  name: string;
  value: string;
}
export interface CapCircle {
  centre: LngLat;
  /** 0 = a point. */
  radiusKm: number;
}
export interface CapArea {
  desc: string;
  /** Each a closed ring of [lng, lat]: on the wire it is lat,lon. */
  polygons: LngLat[][];
  circles: CapCircle[];
  geocodes: CapValue[];
  /** Feet above mean sea level. */
  altitudeFt: number | null;
  ceilingFt: number | null;
}
export interface CapResource {
  desc: string;
  mimeType: string | null;
  size: number | null;
  uri: string | null;
  /** Base64, as it came. */
  derefUri: string | null;
  digest: string | null;
}
export interface CapInfo {
  language: string | null;
  categories: CapCategory[];
  event: string;
  responses: CapResponse[];
  urgency: CapUrgency;
  severity: CapSeverity;
  certainty: CapCertainty;
  audience: string | null;
  eventCodes: CapValue[];
  effective: string | null;
  onset: string | null;
  expires: string | null;
  senderName: string | null;
  headline: string | null;
  description: string | null;
  instruction: string | null;
  web: string | null;
  contact: string | null;
  parameters: CapValue[];
  resources: CapResource[];
  areas: CapArea[];
}
export interface CapMessage extends CapIdentity {
  status: CapStatus;
  msgType: CapMsgType;
  source: string | null;
  scope: CapScope;
  restriction: string | null;
  addresses: string[];
  codes: string[];
  note: string | null;
  references: CapIdentity[];
  incidents: string[];
  infos: CapInfo[];
}
