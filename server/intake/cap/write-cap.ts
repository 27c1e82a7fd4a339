import type { CapArea, CapIdentity, CapInfo, CapMessage, CapResource, CapValue } from '../../../shared/cap.ts';
import type { LngLat } from '../../../shared/wire.ts';
import { XmlLines } from './xml-writer.ts';

const DECLARED = ' xmlns="urn:oasis:names:tc:emergency:cap:1.2"';

/** A message as CAP 1.2: elements in the order of its schema, positions turned to lat,lon. */
export function writeCap(message: CapMessage): string {
  const xml = new XmlLines();
  xml.block('alert', () => writeMessage(xml, message), DECLARED);
  return xml.toString();
}

function writeMessage(xml: XmlLines, message: CapMessage): void {
  xml.leaf('identifier', message.identifier);
  xml.leaf('sender', message.sender);
  xml.leaf('sent', message.sent);
  xml.leaf('status', message.status);
  xml.leaf('msgType', message.msgType);
  xml.leaf('source', message.source);
  xml.leaf('scope', message.scope);
  xml.leaf('restriction', message.restriction);
  xml.leaf('addresses', quoted(message.addresses));
  xml.leaves('code', message.codes);
  xml.leaf('note', message.note);
  if (message.references.length > 0) xml.leaf('references', message.references.map(referenceOf).join(' '));
  xml.leaf('incidents', quoted(message.incidents));
  for (const info of message.infos) xml.block('info', () => writeInfo(xml, info));
}

const referenceOf = ({ sender, identifier, sent }: CapIdentity): string => `${sender},${identifier},${sent}`;
const quoted = (words: readonly string[]): string | null =>
  words.length === 0 ? null : words.map((word) => (/\s/.test(word) || word === '' ? `"${word}"` : word)).join(' ');
function writeInfo(xml: XmlLines, info: CapInfo): void {
  xml.leaf('language', info.language);
  xml.leaves('category', info.categories);
  xml.leaf('event', info.event);
  xml.leaves('responseType', info.responses);
  xml.leaf('urgency', info.urgency);
  xml.leaf('severity', info.severity);
  xml.leaf('certainty', info.certainty);
  xml.leaf('audience', info.audience);
  writeValues(xml, 'eventCode', info.eventCodes);
  xml.leaf('effective', info.effective);
  xml.leaf('onset', info.onset);
  xml.leaf('expires', info.expires);
  xml.leaf('senderName', info.senderName);
  xml.leaf('headline', info.headline);
  xml.leaf('description', info.description);
  xml.leaf('instruction', info.instruction);
  xml.leaf('web', info.web);
  xml.leaf('contact', info.contact);
  writeValues(xml, 'parameter', info.parameters);
  for (const resource of info.resources) xml.block('resource', () => writeResource(xml, resource));
  for (const area of info.areas) xml.block('area', () => writeArea(xml, area));
}

function writeValues(xml: XmlLines, name: string, values: readonly CapValue[]): void {
  for (const { name: valueName, value } of values)
    xml.block(name, () => {
      xml.leaf('valueName', valueName);
      xml.leaf('value', value);
    });
}

function writeResource(xml: XmlLines, { desc, mimeType, size, uri, derefUri, digest }: CapResource): void {
  xml.leaf('resourceDesc', desc);
  // The schema of 1.2 asks for it, earlier ones did not.
  xml.leaf('mimeType', mimeType ?? 'application/octet-stream');
  xml.leaf('size', size);
  xml.leaf('uri', uri);
  xml.leaf('derefUri', derefUri);
  xml.leaf('digest', digest);
}

function writeArea(xml: XmlLines, { desc, polygons, circles, geocodes, altitudeFt, ceilingFt }: CapArea): void {
  xml.leaf('areaDesc', desc);
  xml.leaves(
    'polygon',
    polygons.map((ring) => ring.map(latLon).join(' ')),
  );
  xml.leaves(
    'circle',
    circles.map(({ centre, radiusKm }) => `${latLon(centre)} ${decimal(radiusKm)}`),
  );
  writeValues(xml, 'geocode', geocodes);
  xml.leaf('altitude', altitudeFt);
  xml.leaf('ceiling', ceilingFt);
}

const latLon = ([lng, lat]: LngLat): string => `${decimal(lat)},${decimal(lng)}`;
/** Never as 1.5e-7, which is no decimal of XML. */
const decimal = (value: number): string =>
  String(value).replace(
    /^(-?)(\d)(?:\.(\d+))?e-(\d+)$/,
    (_whole, sign: string, first: string, rest: string | undefined, exponent: string) =>
      `${sign}0.${'0'.repeat(Number(exponent) - 1)}${first}${rest ?? ''}`,
  );
