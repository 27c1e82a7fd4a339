import {
  CAP_CATEGORIES,
  CAP_CERTAINTIES,
  CAP_MSG_TYPES,
  CAP_RESPONSES,
  CAP_SCOPES,
  CAP_SEVERITIES,
  CAP_STATUSES,
  CAP_URGENCIES,
  type CapIdentity,
  type CapInfo,
  type CapMessage,
  type CapResource,
} from '../../../shared/cap.ts';
import { Rejection } from '../../domain/rejection.ts';
import {
  type Block,
  blockOf,
  checkedTime,
  invalidField,
  needed,
  numberOf,
  oneOf,
  someOf,
  textOf,
  timeOf,
  wordOf,
  wordsOf,
} from './fields.ts';
import { readArea, valuesOf } from './read-areas.ts';
import type { XmlElement } from './xml-tree.ts';

/** What a message says. @throws Rejection that names the first field that does not hold */
export function readMessage(element: XmlElement): CapMessage {
  const block = blockOf(element, '');
  const message: CapMessage = {
    identifier: nameOf(block, 'identifier'),
    sender: nameOf(block, 'sender'),
    sent: checkedTime(block, 'sent', needed(block, 'sent')),
    status: oneOf(block, 'status', CAP_STATUSES),
    msgType: oneOf(block, 'msgType', CAP_MSG_TYPES),
    source: textOf(block, 'source'),
    scope: oneOf(block, 'scope', CAP_SCOPES),
    restriction: textOf(block, 'restriction'),
    addresses: quotedWords(wordOf(block, 'addresses')),
    codes: wordsOf(block, 'code'),
    note: textOf(block, 'note'),
    references: (wordOf(block, 'references') ?? '').split(/\s+/).flatMap((word) => (word === '' ? [] : [referenceOf(block, word)])),
    incidents: quotedWords(wordOf(block, 'incidents')),
    infos: block.all('info').map((info, i) => readInfo(blockOf(info, `info[${i + 1}]`))),
  };
  assertWhole(message);
  return message;
}

function assertWhole({ msgType, scope, references, restriction, addresses }: CapMessage): void {
  if (msgType !== 'Alert' && references.length === 0) throw new Rejection('cap.references-missing', { msgType });
  if (scope === 'Restricted' && restriction === null) throw new Rejection('cap.field-missing', { field: 'restriction' });
  if (scope === 'Private' && addresses.length === 0) throw new Rejection('cap.field-missing', { field: 'addresses' });
}

/** Blanks and commas part the names in `references`: a name with one could be taken for another. */
function nameOf(block: Block, name: string): string {
  const word = needed(block, name);
  if (/[\s,<&]/.test(word) || word.length > 500) throw invalidField(block, name, word);
  return word;
}

function referenceOf(block: Block, word: string): CapIdentity {
  const [sender = '', identifier = '', sent = '', more] = word.split(',');
  if (sender === '' || identifier === '' || more !== undefined) throw invalidField(block, 'references', word);
  return { sender, identifier, sent: checkedTime(block, 'references', sent) };
}

/** Parted by blanks; what has blanks in it stands between quotes. */
const quotedWords = (text: string | null): string[] =>
  [...(text ?? '').matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain!);

function readInfo(block: Block): CapInfo {
  const categories = someOf(block, 'category', CAP_CATEGORIES);
  if (categories.length === 0) throw new Rejection('cap.field-missing', { field: `${block.path}.category` });
  return {
    language: wordOf(block, 'language'),
    categories,
    event: needed(block, 'event'),
    responses: someOf(block, 'responseType', CAP_RESPONSES),
    urgency: oneOf(block, 'urgency', CAP_URGENCIES),
    severity: oneOf(block, 'severity', CAP_SEVERITIES),
    certainty: oneOf(block, 'certainty', CAP_CERTAINTIES),
    audience: textOf(block, 'audience'),
    eventCodes: valuesOf(block, 'eventCode'),
    effective: timeOf(block, 'effective'),
    onset: timeOf(block, 'onset'),
    expires: timeOf(block, 'expires'),
    senderName: textOf(block, 'senderName'),
    headline: textOf(block, 'headline'),
    description: textOf(block, 'description'),
    instruction: textOf(block, 'instruction'),
    web: wordOf(block, 'web'),
    contact: textOf(block, 'contact'),
    parameters: valuesOf(block, 'parameter'),
    resources: block.all('resource').map((resource, i) => readResource(blockOf(resource, `${block.path}.resource[${i + 1}]`))),
    areas: block.all('area').map((area, i) => readArea(blockOf(area, `${block.path}.area[${i + 1}]`))),
  };
}

const readResource = (block: Block): CapResource => ({
  desc: needed(block, 'resourceDesc'),
  mimeType: wordOf(block, 'mimeType'),
  size: numberOf(block, 'size'),
  uri: wordOf(block, 'uri'),
  derefUri: textOf(block, 'derefUri'),
  digest: wordOf(block, 'digest'),
});
